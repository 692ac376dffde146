import type { Engine } from '../../core/engine/engine';
import { initialWeights } from '../../core/network/initial-weights';
import { ruleOf } from '../../core/rules';
import { begin, trainStepwise, type Progress } from '../../core/training/train';
import { measureState, type Measurement } from './measurement';
import { isMeasured, type AlignmentPlan } from './plan';

/** How far a path of the study has come. */
export interface PathProgress extends Progress {
  readonly measurements: Measurement[];
}

/** The path at its start. */
export function beginPath({ settings }: AlignmentPlan, path: string, seed: number): PathProgress {
  return { ...begin({ settings, rule: ruleOf(path), seed }), measurements: [] };
}

/**
 * Trains by one rule, and measures all rules every so many iterations, before the update. Yields after every step, when all
 * that is due has been measured: whatever is saved then goes on as if nothing had been.
 * @param path id of the rule that trains
 * @param progress where to begin; kept up to date in place
 */
export async function* recordPath(plan: AlignmentPlan, path: string, seed: number, engine: Engine, progress: PathProgress = beginPath(plan, path, seed)): AsyncGenerator<void, void> {
  const { settings, feedback, candidates, gammaTrials } = plan;
  const { weights: initial } = initialWeights(settings, seed);
  const { measurements } = progress;
  for await (const _ of trainStepwise({ settings, rule: ruleOf(path), seed, feedback: feedback[path] }, engine, progress)) {
    if (isMeasured(plan, progress.iteration) && measurements.at(-1)?.iteration !== progress.iteration) {
      measurements.push(await measureState({ settings, seed, candidates, gammaTrials, initial }, engine, progress));
    }
    yield;
  }
}
