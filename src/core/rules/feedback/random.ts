import { mapMatrix, zeros, type Matrix } from '../../network/matrix';
import type { Network } from '../../network/network';
import { normal, stream } from '../../random';
import type { Feedback } from './feedback';

/** Draws F of random feedback: fixed, without regard to cell types, scale · standard normal / √neurons; neurons × outputs. */
export function randomFeedback({ neurons, outputs }: Pick<Network, 'neurons' | 'outputs'>, seed: number, scale = 1): Matrix {
  const from = stream(seed, 'random feedback');
  return mapMatrix(zeros(neurons, outputs), () => scale * normal(from) / Math.sqrt(neurons));
}

/** F fixed and random, see {@link randomFeedback}. */
export const random: Feedback = { id: 'random', start: ({ network, seed, scale }) => ({ F: randomFeedback(network, seed, scale) }) };
