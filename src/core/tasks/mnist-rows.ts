import * as z from 'zod';
import type { Stream } from '../random';
import type { Settings } from '../settings';
import { digitBatches, SIDE, type Mnist } from './mnist';
import { addBernoulli, bernoulliRate } from './spikes';
import type { InputGroup, Task } from './task';

const count = z.int().positive();

const settings = z.strictObject({
  name: z.literal('mnist-rows'),
  rowMs: count,
  cueMs: count,
  /** Of a white pixel, and of the cue. */
  rateHz: bernoulliRate,
});

/** Settings of MNIST by rows. */
export type MnistRowsSettings = Readonly<z.infer<typeof settings>>;

/**
 * MNIST by rows, our own short relative of sequential MNIST: a digit is shown row by row, and then a cue asks which digit it was. Each
 * of 28 inputs is a column, and fires at random, the more often the brighter its pixel; another one tells the cue. The loss is the
 * cross-entropy of the mean logits of the cue.
 */
export function mnistRows(mnist: () => Mnist) {
  return {
    name: 'mnist-rows',
    source: 'our own, after Bellec et al. 2018 (LSNN)',
    settings,
    size: (task) => ({ inputs: SIDE + 1, outputs: 10, steps: stepsOf(task) }),
    batch: digitBatches(mnist, { stepsOf, judgedOf: ({ cueMs }: MnistRowsSettings) => cueMs, spikesOf }),
    inputGroups: (): InputGroup[] => [{ label: 'columns', first: 0, count: SIDE }, { label: 'cue', first: SIDE, count: 1 }],
    cues: ({ rowMs, cueMs }) => [{ label: 'cue', start: SIDE * rowMs, end: SIDE * rowMs + cueMs }],
    preset: (base): Settings<MnistRowsSettings> => ({
      network: {
        ...base.network,
        cellTypes: [
          { name: 'LIF', sign: 1, lif: 50, alif: 0 },
          { name: 'ALIF', sign: 1, lif: 0, alif: 50 },
        ],
        excitatoryInputs: 29,
        tauAdaptationMs: 200,
        threshold: 0.03,
        refractoryMs: 2,
        connectivity: 1,
        weights: 'dense',
      },
      task: { name: 'mnist-rows', rowMs: 4, cueMs: 28, rateHz: 900 },
      training: {
        ...base.training,
        iterations: 1000,
        validateEvery: 50,
        validationTrials: 512,
        learningRate: 0.01,
        learningRateDecay: 0.5,
        learningRateDecayEvery: 250,
        l1: 0,
      },
    }),
  } as const satisfies Task<MnistRowsSettings>;
}

function stepsOf({ rowMs, cueMs }: MnistRowsSettings): number {
  return SIDE * rowMs + cueMs;
}

function spikesOf({ rowMs, cueMs, rateHz }: MnistRowsSettings, pixels: Uint8Array, from: Stream): number[] {
  const spikes: number[] = [];
  pixels.forEach((brightness, at) => {
    const start = Math.floor(at / SIDE) * rowMs;
    const burst = { first: at % SIDE, neurons: 1, start, steps: rowMs };
    if (brightness > 0) addBernoulli(spikes, from, { ...burst, rateHz: (rateHz * brightness) / 255 });
  });
  addBernoulli(spikes, from, { first: SIDE, neurons: 1, start: SIDE * rowMs, steps: cueMs, rateHz });
  return spikes;
}
