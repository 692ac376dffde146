import type { Engine } from '../../core/engine/engine';
import { initialWeights } from '../../core/network/initial-weights';
import { networkOf } from '../../core/network/network';
import { withoutStop, type Run } from '../../core/training/run';
import { begin, trainStepwise, type Progress } from '../../core/training/train';
import type { GradientComparison } from './candidates';
import { measureState, type Measurement } from './measurement';

/** How far a path of the study has come. */
export interface PathProgress extends Progress {
  measurements?: Measurement[];
}

/** Says whether an iteration is measured. */
export function isMeasured({ every }: Pick<GradientComparison, 'every'>, { settings }: Pick<Run, 'settings'>, iteration: number): boolean {
  return iteration % every === 0 || iteration === settings.training.iterations;
}

/**
 * Trains by one rule, and measures all rules every so many iterations, before the update. Yields after every step, when all
 * that is due has been measured: whatever is saved then goes on as if nothing had been.
 * @param progress where to begin; kept up to date in place
 */
export async function* recordPath(
  comparison: GradientComparison,
  run: Run,
  engine: Engine,
  progress: PathProgress = begin(run)
): AsyncGenerator<void, void> {
  const { weights: initial } = initialWeights(run.settings, run.seed, networkOf(run.settings, run.task));
  const measurements = progress.measurements ??= [];
  const whole = { ...run, settings: withoutStop(run.settings) };
  for await (const _ of trainStepwise(whole, engine, progress)) {
    if (isMeasured(comparison, run, progress.iteration) && measurements.at(-1)?.iteration !== progress.iteration) {
      measurements.push(await measureState({ ...run, ...comparison, initial }, engine, progress));
    }
    yield;
  }
}
