import type { Engine } from '../../core/engine/engine';
import { initialWeights } from '../../core/network/initial-weights';
import { networkOf } from '../../core/network/network';
import type { Run } from '../../core/training/run';
import { measureAlong, type MeasuredProgress } from '../jobs/measure-along';
import type { GradientComparison } from './candidates';
import { measureState, type Measurement } from './measurement';

/** How far a path of the study has come. */
export type PathProgress = MeasuredProgress<Measurement>;

/** Trains by one rule, and measures all rules on the way, see {@link measureAlong}. */
export function recordPath(
  comparison: GradientComparison, run: Run, engine: Engine, progress?: PathProgress
): AsyncGenerator<void, void> {
  const { weights: initial } = initialWeights(run.settings, run.seed, networkOf(run.settings, run.task));
  return measureAlong(comparison.every, (state) => measureState({ ...run, ...comparison, initial }, engine, state), run, engine, progress);
}
