import * as z from 'zod';
import { sin } from '../digits';
import { zeros, type Matrix } from '../network/matrix';
import { raster } from '../network/raster';
import type { Settings } from '../settings';
import { batchOf, type Task } from './task';

const whole = z.int().positive();

const settings = z.strictObject({
  name: z.literal('periodic-target'),
  durationMs: whole,
  periodMs: whole,
}).refine((task) => task.periodMs <= task.durationMs, { path: ['periodMs'], message: 'must be at most durationMs, that of a trial' });

/** Settings of the periodic target. */
export type PeriodicTargetSettings = Readonly<z.infer<typeof settings>>;

/**
 * A periodic target without input: out of its own activity alone, a network makes a sum of three sines. The one input is silent. The loss
 * is half the mean squared error.
 * @see Murray, eLife 8:e43299 (2019), Fig. 2; murray-lab/rflo-learning, RFLO_Example
 */
export const periodicTarget = {
  name: 'periodic-target',
  source: 'Murray 2019 (RFLO), Fig. 2',
  reported: '½ mean error² after 10,000 trials, one run each without a seed: BPTT 2.32e-4 (by a sweep that is not the gradient), '
    + 'RFLO 1.52e-4',
  settings,
  inQuartiles: true,
  size: ({ durationMs }) => ({ inputs: 1, outputs: 1, steps: durationMs }),
  batch: ({ durationMs, periodMs }, seed, use, iteration, count) =>
    batchOf(durationMs, { seed, use, iteration, count }, function* () {
      const target = { values: periodicValues(durationMs, periodMs), squared: 'half mean' } as const;
      for (let m = 0; m < count; m++) yield { input: raster(durationMs, []), target };
    }),
} as const satisfies Task<PeriodicTargetSettings>;

/** Computes sin(φ) + ½ sin(2φ) + ¼ sin(4φ), φ = 2πt / period; steps × 1. */
function periodicValues(steps: number, period: number): Matrix {
  return zeros(steps, 1).map((_, t) => {
    const phase = (2 * Math.PI * (t % period)) / period;
    return Float64Array.of(sin(phase) + sin(2 * phase) / 2 + sin(4 * phase) / 4);
  });
}

/**
 * Makes RFLO's presets. `rflo`: its notebook's, whose weight changes, divided by the number of steps, are those of half the mean squared
 * error. `rflo-long`: the longest period of Fig. 2, 160 τ, and its 30 units; learning rate and number of trials are ours.
 * @param base settings of Figure 3C, for what does not matter to rate units
 */
export function rfloPresets(base: Settings) {
  const of = (units: number, periodMs: number, training: Partial<Settings['training']>): Settings<PeriodicTargetSettings> => ({
    network: {
      ...base.network,
      units: 'tanh',
      cellTypes: [{ name: 'tanh', sign: 1, lif: units, alif: 0 }],
      excitatoryInputs: 1,
      tauMembraneMs: 10,
      connectivity: 1,
      weights: 'dense',
      readoutBias: false,
      // Normal as it is: random feedback is otherwise divided by √units.
      feedbackScale: Math.sqrt(units),
    },
    task: { name: 'periodic-target', durationMs: periodMs, periodMs },
    training: {
      ...base.training,
      iterations: 10_000,
      validateEvery: 100,
      trials: 1,
      validationTrials: 1,
      optimizer: 'gradient-descent',
      learningRate: 0.03,
      l1: 0,
      rateCoefficient: 0,
      ...training,
    },
  });
  return { rflo: of(50, 100, {}), 'rflo-long': of(30, 1600, {}) };
}
