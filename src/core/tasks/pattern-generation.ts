import * as z from 'zod';
import { sin } from '../digits';
import { zeros, type Matrix } from '../network/matrix';
import { raster } from '../network/raster';
import { stream, uniform } from '../random';
import type { Settings } from '../settings';
import { addBernoulli, bernoulliRate } from './spikes';
import { batchOf, type Task } from './task';

const whole = z.int().positive();

const settings = z.strictObject({
  name: z.literal('pattern-generation'),
  inputs: whole.max(4096),
  inputRateHz: bernoulliRate,
  durationMs: whole,
  /** Periods of the sines whose sum is the pattern. */
  periodsMs: z.array(z.number().positive()).min(1),
});

/** Settings of pattern generation. */
export type PatternGenerationSettings = Readonly<z.infer<typeof settings>>;

/**
 * Pattern generation: out of a frozen noise, the same in every trial of a run, the readout makes a sum of sines.
 *
 * Amplitudes are uniform in 0.5 … 2, phases in 0 … 2π; the sum begins at 0, and its largest absolute value is 1. The loss is half the
 * squared error, summed over steps.
 * @see Bellec et al., Nature Communications 2020, Fig. S7; eligibility_propagation, tutorial_pattern_generation
 */
export const patternGeneration = {
  name: 'pattern-generation',
  source: 'Bellec et al. 2020, Fig. S7',
  reported: 'a figure, no number',
  settings,
  size: ({ inputs, durationMs }) => ({ inputs, outputs: 1, steps: durationMs }),
  batch(task, seed, use, iteration, count) {
    const { inputs, inputRateHz, durationMs } = task;
    return batchOf(durationMs, { seed, use, iteration, count }, function* () {
      const spikes: number[] = [];
      const all = { first: 0, neurons: inputs, start: 0, steps: durationMs, rateHz: inputRateHz };
      addBernoulli(spikes, stream(seed, 'training input', 0), all);
      const values = patternOf(durationMs, drawWaves(task, seed));
      const trial = { input: raster(durationMs, spikes), target: { values, squared: 'half sum' } } as const;
      for (let m = 0; m < count; m++) yield trial;
    });
  },
  preset: (base): Settings<PatternGenerationSettings> => ({
    network: {
      ...base.network,
      cellTypes: [{ name: 'LIF', sign: 1, lif: 100, alif: 0 }],
      excitatoryInputs: 100,
      tauMembraneMs: 30,
      tauReadoutMs: 30,
      threshold: 0.03,
      refractoryMs: 0,
      connectivity: 1,
      weights: 'dense',
      readoutBias: false,
    },
    task: { name: 'pattern-generation', inputs: 100, inputRateHz: 50, durationMs: 1000, periodsMs: [1000, 500, 333, 200] },
    training: {
      ...base.training,
      trials: 1,
      validationTrials: 1,
      optimizer: 'gradient-descent',
      learningRate: 1e-4,
      l1: 0,
      rateCoefficient: 150,
      rateTargetHz: 10,
    },
  }),
} as const satisfies Task<PatternGenerationSettings>;

/** A sine: its period in steps, amplitude and phase. */
interface Wave {
  readonly period: number;
  readonly amplitude: number;
  readonly phase: number;
}

/** Draws the sines of a run. */
function drawWaves({ periodsMs }: PatternGenerationSettings, seed: number): Wave[] {
  const from = stream(seed, 'training patterns', 0);
  return periodsMs.map((period) => ({ period, amplitude: 0.5 + 1.5 * uniform(from), phase: 2 * Math.PI * uniform(from) }));
}

/** Computes Σ over waves of amplitude · sin(phase + 2π ⌊T / period⌋ t / (T − 1)), less its first value, over its largest; steps × 1. */
export function patternOf(steps: number, waves: readonly Wave[]): Matrix {
  const values = zeros(steps, 1);
  for (const { period, amplitude, phase } of waves) {
    const turns = 2 * Math.PI * Math.floor(steps / period);
    values.forEach((row, t) => { row[0] += amplitude * sin(phase + (turns * t) / Math.max(1, steps - 1)); });
  }
  const [first] = values[0];
  const largest = values.reduce((most, [y]) => Math.max(most, Math.abs(y - first)), 0);
  return values.map((row) => row.map((y) => largest > 0 ? (y - first) / largest : 0));
}
