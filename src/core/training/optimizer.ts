import type { Gradients } from '../engine/engine';
import type { Matrix } from '../network/matrix';
import { normal, type Stream } from '../random';
import type { TrainingSettings } from '../settings';
import { adam, advance, type AdamClock, type Adaptive } from './adam';
import { reconnect } from './rewiring';
import type { TrainingState } from './state';
import { thetaGradient, type Synapses } from './synapses';

/** What a step needs beside the gradients. */
interface StepSettings {
  /** By default Adam. */
  readonly optimizer?: TrainingSettings['optimizer'];
  /** Learning rate of this step. */
  readonly rate: number;
  readonly l1: number;
  readonly temperature: number;
}

/**
 * Takes one step of all parameters, in place: Adam (or plain descent) on the magnitudes, shrinkage, and lost synapses come back elsewhere
 * or anew.
 * The bias has no sign and does not shrink.
 * @param connectivity share of all places that shall be connected
 * @param from for the noise of the temperature and the choice of new synapses
 * @see Bellec et al., ICLR 2018 (deep rewiring)
 */
export function optimizerStep(state: TrainingState, gradients: Gradients, step: StepSettings, connectivity: number, from: Stream): void {
  const { input, recurrent, output, bias, clock } = state;
  advance(clock);
  moveSynapses(input, gradients.input, clock, step, from);
  moveSynapses(recurrent, gradients.recurrent, clock, step, from);
  moveSynapses(output, gradients.output, clock, step, from);
  descend(bias, gradients.bias, clock, step);
  reconnect([input, recurrent, output], connectivity, from);
}

/**
 * Moves θ, then does the shrinkage (and, at a temperature, the noise) of synapses that were there before the step.
 * Places without a synapse keep their moments up to date, but gain nothing. Synapses without a sign only move.
 */
export function moveSynapses(
  synapses: Synapses,
  dW: Matrix,
  clock: AdamClock,
  step: StepSettings,
  from: Stream
): void {
  const { rate, l1, temperature } = step;
  const { theta, sign, pre } = synapses;
  const before = theta.slice();
  descend(synapses, thetaGradient(synapses, dW), clock, step);
  for (let s = 0; s < theta.length; s++) {
    if (sign[pre[s]] === 0) continue;
    // θ −= rate · L1, + √(2 · rate · temperature) · normal
    if (before[s] > 0) theta[s] -= rate * l1;
    if (before[s] > 0 && temperature > 0) theta[s] += Math.sqrt(2 * rate * temperature) * normal(from);
    if (before[s] <= 0) theta[s] = 0;
  }
}

/** Takes a step of Adam, or θ −= rate · gradient. */
export function descend(parameters: Adaptive, gradient: Float64Array, clock: AdamClock, { optimizer, rate }: StepSettings): void {
  if (optimizer !== 'gradient-descent') adam(parameters, gradient, clock, rate);
  else gradient.forEach((g, n) => { parameters.theta[n] -= rate * g; });
}

/**
 * Computes the learning rate of an iteration (0 is the first): rate · decay^⌊iteration / every⌋, by repeated multiplication.
 * @example
 * learningRate({ learningRate: 1, learningRateDecay: 0.5, learningRateDecayEvery: 10 }, 25) // 0.25
 */
export function learningRate(
  settings: Pick<TrainingSettings, 'learningRate' | 'learningRateDecay' | 'learningRateDecayEvery'>,
  iteration: number
): number {
  let rate = settings.learningRate;
  for (let n = settings.learningRateDecayEvery; n <= iteration; n += settings.learningRateDecayEvery) rate *= settings.learningRateDecay;
  return rate;
}
