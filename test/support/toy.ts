import * as z from 'zod';
import { raster } from '../../src/core/network/raster';
import type { Trial } from '../../src/core/network/trial';
import { stream, uniform } from '../../src/core/random';
import { settings } from '../../src/core/settings';
import type { Task } from '../../src/core/tasks/task';

/** A task of one's own: two inputs fire at random, and the readout shall follow the second, delayed by a step, at every step. */
export const toy: Task<{ name: 'toy'; steps: number; rate: number }> = {
  name: 'toy',
  settings: z.strictObject({ name: z.literal('toy'), steps: z.int().positive(), rate: z.number().positive() }),
  size: ({ steps }) => ({ inputs: 2, outputs: 1, steps }),
  batch: ({ steps, rate }, seed, use, iteration, count) => ({
    count,
    steps,
    trials: Array.from({ length: count }, (_, m): Trial => {
      const from = stream(seed, `${use} input`, iteration, m);
      const spikes = Array.from({ length: 2 * steps }, (_, n) => [n >> 1, n % 2]).filter(() => uniform(from) < rate);
      const values = Array.from({ length: steps }, (_, t) =>
        Float64Array.of(spikes.some(([at, input]) => input === 1 && at === t - 1) ? 1 : 0)
      );
      return { input: raster(steps, spikes.flat()), target: { values } };
    }),
  }),
};

/** `tiny` on the toy task, for 12 iterations. */
export const toySettings = settings('tiny', {
  task: { name: 'toy', steps: 40, rate: 0.3 },
  network: { excitatoryInputs: 1 },
  training: { iterations: 12, validateEvery: 4, trials: 6, validationTrials: 6 },
}, toy);
