import type { Engine } from '../../core/engine/engine';
import { initialWeights } from '../../core/network/initial-weights';
import { networkOf } from '../../core/network/network';
import type { Run } from '../../core/training/run';
import { begin, trainStepwise, type Progress } from '../../core/training/train';
import type { Candidate } from './candidates';
import { measureState, type Measurement } from './measurement';

/** Along a run, the rules' gradients are compared. */
export interface GradientComparison {
  readonly name: 'comparison';
  /** Iterations from one measurement to the next; the last iteration is measured too. */
  readonly every: number;
  /** The rules that are compared with BPTT. */
  readonly candidates: readonly Candidate[];
  /** Trials over which Γ is compared. */
  readonly gammaTrials: number;
}

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
  const { settings, seed, task } = run;
  const { weights: initial } = initialWeights(settings, seed, networkOf(settings, task));
  const measurements = progress.measurements ??= [];
  for await (const _ of trainStepwise(run, engine, progress)) {
    if (isMeasured(comparison, run, progress.iteration) && measurements.at(-1)?.iteration !== progress.iteration) {
      measurements.push(await measureState({ settings, seed, task, initial, ...comparison }, engine, progress));
    }
    yield;
  }
}
