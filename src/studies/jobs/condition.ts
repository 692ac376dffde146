import type { Engine } from '../../core/engine/engine';
import type { Run } from '../../core/training/run';
import { weightsOf } from '../../core/training/state';
import { trainStepwise, type Progress } from '../../core/training/train';
import { recordPath, type GradientComparison } from '../alignment/record-path';
import { modulationWith } from '../knockout/change';
import { parseChanges } from '../knockout/parse-changes';

/** What happens along a run besides training, by its name and numbers. */
export type Condition = GradientComparison | Silence;

/** Something is silent from where the run begins or continues. */
interface Silence {
  readonly name: 'silence';
  /** As {@link parseChanges} reads it. */
  readonly silent: string;
}

/**
 * Goes through the iterations of a run under a condition.
 * @param progress where to begin; kept up to date in place
 */
export function trainUnder(condition: Condition | undefined, run: Run, engine: Engine, progress: Progress): AsyncIterable<unknown> {
  switch (condition?.name) {
    case 'comparison': return recordPath(condition, run, engine, progress);
    case 'silence': return trainStepwise(silenced(condition, run, progress), engine, progress);
    default: return trainStepwise(run, engine, progress);
  }
}

function silenced({ silent }: Silence, run: Run, { state }: Progress): Run {
  const changes = parseChanges({ silence: silent }, run.settings.network.cellTypes);
  return { ...run, modulation: modulationWith(changes, run, weightsOf(state).recurrent) };
}
