import { expect } from 'vitest';
import { measure, type Measurement } from '../../src/analysis/measurement';
import { studyPlanOf } from '../../src/analysis/study-plan';
import { settings } from '../../src/config';
import type { Engine } from '../../src/engine/engine';
import { initialWeights } from '../../src/network/initial-weights';
import { initialState } from '../../src/training/state';

/** Trials of `tiny` that fire at 30–40 Hz; small enough for the reference engine. */
export const small = settings('tiny', { training: { iterations: 6, validateEvery: 3, trials: 2, validationTrials: 2 } });

/** Two paths of one seed, measured at 0, 4 and 6. */
export const smallPlan = studyPlanOf({ preset: 'tiny', settings: small, every: 4, runs: 1, engine: 'reference' });

/** The measurement of the initial state of seed 1. */
export function measureInitial(engine: Engine, changes: Partial<Parameters<typeof measure>[0]> = {}): Promise<Measurement> {
  const measured = { settings: small, seed: 1, candidates: smallPlan.candidates, gammaTrials: 2, initial: initialWeights(changes.settings ?? small, 1).weights, ...changes };
  return measure(measured, engine, { iteration: 0, state: initialState(measured.settings, 1) });
}

/** A measurement says nothing about rules unless its network lives. */
export function expectAlive({ rates }: Measurement): void {
  expect(rates[0].meanHz).toBeGreaterThan(5);
  expect(rates[0].silent).toBeLessThan(rates[0].neurons / 2);
}
