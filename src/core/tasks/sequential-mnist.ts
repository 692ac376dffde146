import * as z from 'zod';
import type { Settings } from '../settings';
import { digitBatches, SIDE, type Mnist } from './mnist';
import type { InputGroup, Task } from './task';

const count = z.int().positive();

const settings = z.strictObject({
  name: z.literal('sequential-mnist'),
  /** Levels of brightness whose crossings are told, from black to white. */
  levels: count.min(2).max(256),
  cueMs: count,
  /** At the end; the cue's last part, or more. */
  judgedMs: count.max(SIDE * SIDE),
});

/** Settings of sequential MNIST. */
export type SequentialMnistSettings = Readonly<z.infer<typeof settings>>;

/**
 * Sequential MNIST of LSNN: a digit of 28 × 28 pixels is read row by row, one pixel a millisecond; then a cue asks which digit it was.
 * The loss is the cross-entropy of the mean logits of the last milliseconds.
 *
 * For each level of brightness but white, one input fires in the millisecond before the brightness rises to the level, another before it
 * falls below (black is never risen to: its two inputs are silent); one fires at each white pixel, and one all through the cue.
 *
 * The preset differs from the source in the neuron (there it spikes from the voltage before, scaled by the adaptive threshold), in the
 * delays (there 1 … 10 ms, each synapse its own), in which inputs are inhibitory (19 drawn at random there; here those that tell a fall
 * below the 19 brightest levels), and in the digits, which are drawn with replacement from all 60,000, and to validate from the test set
 * (there 55,000 in shuffled order, and 5,000 kept apart from them).
 * @see Bellec et al., NeurIPS 2018; LSNN-official, tutorial_sequential_mnist_with_LSNN
 */
export function sequentialMnist(mnist: () => Mnist) {
  return {
    name: 'sequential-mnist',
    source: 'Bellec et al. 2018 (LSNN)',
    reported: 'BPTT above 96 % after 36,000 iterations',
    settings,
    size: (task) => ({ inputs: 2 * task.levels, outputs: 10, steps: stepsOf(task) }),
    batch: digitBatches(mnist, { stepsOf, judgedOf: ({ judgedMs }: SequentialMnistSettings) => judgedMs, spikesOf }),
    inputGroups: ({ levels }): InputGroup[] => [
      { label: 'rises', first: 0, count: levels - 1 },
      { label: 'white', first: levels - 1, count: 1 },
      { label: 'cue', first: levels, count: 1 },
      { label: 'falls', first: levels + 1, count: levels - 1 },
    ],
    cues: ({ cueMs }) => [{ label: 'cue', start: SIDE * SIDE, end: SIDE * SIDE + cueMs }],
    preset: (base): Settings<SequentialMnistSettings> => ({
      network: {
        ...base.network,
        cellTypes: [
          { name: 'I', sign: -1, lif: 54, alif: 0 },
          { name: 'E', sign: 1, lif: 66, alif: 100 },
        ],
        excitatoryInputs: 61,
        tauAdaptationMs: 700,
        connectivity: 0.12,
      },
      task: { name: 'sequential-mnist', levels: 40, cueMs: 56, judgedMs: 28 },
      training: {
        ...base.training,
        iterations: 36_000,
        validateEvery: 400,
        trials: 256,
        validationTrials: 256,
        learningRate: 0.01,
        learningRateDecayEvery: 2500,
        reconnect: 'any',
      },
    }),
  } as const satisfies Task<SequentialMnistSettings>;
}

function stepsOf({ cueMs }: SequentialMnistSettings): number {
  return SIDE * SIDE + cueMs;
}

function spikesOf({ levels, cueMs }: SequentialMnistSettings, pixels: Uint8Array): number[] {
  const white = levels - 1;
  /** Counts the levels above black that a brightness has risen to; level j is at 255 · j / white. */
  const levelOf = (brightness: number) => Math.floor((brightness * white) / 255);
  const spikes: number[] = [];
  pixels.forEach((brightness, t) => {
    const [now, next] = [levelOf(brightness), levelOf(pixels[t + 1] ?? brightness)];
    for (let level = now + 1; level <= Math.min(next, white - 1); level++) spikes.push(t, level);
    for (let level = next + 1; level <= Math.min(now, white - 1); level++) spikes.push(t, levels + 1 + level);
    if (brightness === 255) spikes.push(t, white);
  });
  for (let t = 0; t < cueMs; t++) spikes.push(pixels.length + t, levels);
  return spikes;
}
