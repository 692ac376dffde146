import { expect } from 'vitest';
import type { Engine } from '../../../src/core/engine/engine';
import { initialWeights } from '../../../src/core/network/initial-weights';
import { ruleOf } from '../../../src/core/rules';
import { settings } from '../../../src/core/settings';
import type { Run } from '../../../src/core/training/run';
import { initialState } from '../../../src/core/training/state';
import { begin } from '../../../src/core/training/train';
import type { GradientComparison } from '../../../src/studies/alignment/candidates';
import { measureState, type Measurement } from '../../../src/studies/alignment/measurement';
import { alignmentPlanOf } from '../../../src/studies/alignment/plan';
import type { PathProgress } from '../../../src/studies/alignment/record-path';

/** Trials of `tiny` that fire at 30–40 Hz; small enough for the reference engine, and not as many to train on as to validate with. */
export const small = settings('tiny', { training: { iterations: 6, validateEvery: 3, trials: 3, validationTrials: 2 } });

/** Two paths of one seed, measured at 0, 4 and 6. */
export const smallPlan = alignmentPlanOf({ preset: 'tiny', settings: small, every: 4, runs: 1, engine: 'reference' });

/** The run of a path of {@link smallPlan}, and what happens along it. */
export const pathOf = (rule: string, seed = 1): Run => ({ settings: small, rule: ruleOf(rule), seed });
export const comparison: GradientComparison = { name: 'comparison', ...smallPlan };

/** A path at its start. */
type BegunPath = PathProgress & Required<Pick<PathProgress, 'measurements'>>;
export const beginPath = (rule: string, seed = 1): BegunPath => ({ ...begin(pathOf(rule, seed)), measurements: [] });

/** The measurement of the initial state, by default of seed 1, as if it were that of an iteration. */
export function measureInitial(
  engine: Engine, changes: Partial<Parameters<typeof measureState>[0]> = {}, iteration = 0,
): Promise<Measurement> {
  const { settings: of, seed } = { settings: small, seed: 1, ...changes };
  const measured = {
    settings: of,
    seed,
    candidates: smallPlan.candidates,
    gammaTrials: 2,
    initial: initialWeights(of, seed).weights,
    ...changes,
  };
  return measureState(measured, engine, { iteration, state: initialState(of, seed) });
}

/** A measurement says nothing about rules unless its network lives. */
export function expectAlive({ rates }: Measurement): void {
  expect(rates[0].meanHz).toBeGreaterThan(5);
  expect(rates[0].silent).toBeLessThan(rates[0].neurons / 2);
}
