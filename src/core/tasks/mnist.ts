import { raster } from '../network/raster';
import { below, type Stream } from '../random';
import { batchOf, type TrialBatch, type Use } from './task';

/** Handwritten digits to learn from and to be tried on. */
export interface Mnist {
  readonly training: Digits;
  readonly test: Digits;
}

/** Images of digits, one after the other, and what they show. */
export interface Digits {
  /** Brightness 0 … 255, [digit][row][column]. */
  readonly pixels: Uint8Array;
  /** 0 … 9, [digit]. */
  readonly labels: Uint8Array;
}

/** Rows of an image, and columns. */
export const SIDE = 28;

/** How a digit becomes a trial. */
interface Shown<S> {
  readonly stepsOf: (settings: S) => number;
  /** Judged are the mean logits of so many steps at the end. */
  readonly judgedOf: (settings: S) => number;
  /** Makes pairs (step, input). @param pixels [row][column] of one digit */
  readonly spikesOf: (settings: S, pixels: Uint8Array, from: Stream) => number[];
}

/**
 * Makes the batches of a task that shows digits. Each trial draws one, whatever the others show: of the training set to train, of
 * the test set to validate.
 * @param mnist gives the digits; throws InputError if they are not at hand
 */
export function digitBatches<S>(mnist: () => Mnist, { stepsOf, judgedOf, spikesOf }: Shown<S>) {
  return (settings: S, seed: number, use: Use, iteration: number, count: number): TrialBatch => {
    const { pixels, labels } = mnist()[use === 'training' ? 'training' : 'test'];
    const steps = stepsOf(settings);
    return batchOf(steps, { seed, use, iteration, count }, function* (streamOf) {
      for (let m = 0; m < count; m++) {
        const from = streamOf(m);
        const digit = below(from, labels.length);
        const image = pixels.subarray(digit * SIDE * SIDE, (digit + 1) * SIDE * SIDE);
        const judged = { class: labels[digit], from: steps - judgedOf(settings), to: steps };
        yield { input: raster(steps, spikesOf(settings, image, from)), target: { windows: [judged] } };
      }
    });
  };
}
