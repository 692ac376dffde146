import type { Matrix } from '../../core/network/matrix';
import type { Trial } from '../../core/network/trial';
import { patternOf } from '../../core/tasks/pattern-generation';
import { drawnInput, drawnMatrix, withoutDiagonal, type Drawn } from './drawn';
import { NumpyLegacy } from './numpy-legacy';

const STEPS = 1000;
/** Of the target's sines, steps. */
const PERIODS = [1000, 500, 333, 200];

/**
 * Draws the peers' test of regression (pattern generation): 100 inputs, 100 neurons, 1 output, and five times the same trial.
 * @throws InputError unless the seed is a whole number from 1 to 2³²−1
 */
export function drawnRegression(seed: number): Drawn {
  const from = new NumpyLegacy(seed);
  const scaled = () => from.normal() / 10; // √100
  const input = drawnMatrix(100, 100, scaled);
  const recurrent = withoutDiagonal(drawnMatrix(100, 100, scaled));
  const output = drawnMatrix(100, 1, scaled);
  const feedback = drawnMatrix(100, 1, scaled);
  const trial: Trial = {
    input: drawnInput(from, STEPS, 100, () => 0.05),
    target: { values: drawnTarget(from), squared: 'half sum' },
  };
  return { weights: { input, recurrent, output, bias: new Float64Array(1) }, feedback, batches: Array.from({ length: 5 }, () => [trial]) };
}

/** Draws y*(t), all amplitudes before all phases; steps × 1. */
function drawnTarget(from: NumpyLegacy): Matrix {
  const amplitudes = PERIODS.map(() => from.uniform(0.5, 2));
  const phases = PERIODS.map(() => from.uniform(0, 2 * Math.PI));
  return patternOf(STEPS, PERIODS.map((period, n) => ({ period, amplitude: amplitudes[n], phase: phases[n] })));
}
