import type { Engine } from '../../core/engine/engine';
import { withoutStop, type Run } from '../../core/training/run';
import { begin, trainStepwise, type Progress } from '../../core/training/train';
import { isComplete, type Job } from './job';

/** What is measured before the update of an iteration. */
interface Measured {
  readonly iteration: number;
}

/** How far a run has come that is measured on its way. */
export interface MeasuredProgress<M extends Measured> extends Progress {
  measurements?: M[];
}

/** Says whether an iteration is measured: every so many, and the last. */
export function isMeasured(every: number, { settings }: Pick<Run, 'settings'>, iteration: number): boolean {
  return iteration % every === 0 || iteration === settings.training.iterations;
}

/**
 * Trains to the last iteration, whatever the criterion, and measures every so many, before the update. Yields after every step, when all
 * that is due has been measured: whatever is saved then goes on as if nothing had been.
 * @param progress where to begin; kept up to date in place
 */
export async function* measureAlong<M extends Measured>(
  every: number, measure: (progress: Progress) => Promise<M>, run: Run, engine: Engine, progress: MeasuredProgress<M> = begin(run)
): AsyncGenerator<void, void> {
  const measurements = progress.measurements ??= [];
  const whole = { ...run, settings: withoutStop(run.settings) };
  for await (const _ of trainStepwise(whole, engine, progress)) {
    if (isMeasured(every, run, progress.iteration) && measurements.at(-1)?.iteration !== progress.iteration) {
      measurements.push(await measure(progress));
    }
    yield;
  }
}

/** Lists what has been measured along a job's run, as last saved. */
export function measurementsOf<M extends Measured>({ checkpoint: { progress } }: Job): readonly M[] {
  return (progress as MeasuredProgress<M> | undefined)?.measurements ?? [];
}

/** Says whether a job is complete with its last measurement. */
export function isMeasuredWhole(job: Job): boolean {
  return isComplete(job) && measurementsOf(job).at(-1)?.iteration === job.checkpoint.settings.training.iterations;
}
