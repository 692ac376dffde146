import type { Engine } from '../../core/engine/engine';
import type { Run } from '../../core/training/run';
import { trainStepwise, type Progress } from '../../core/training/train';
import type { GradientComparison } from '../alignment/candidates';
import { recordPath } from '../alignment/record-path';
import { runWith } from '../knockout/knockout';
import { parseChanges } from '../knockout/parse-changes';
import { recordGamma, type GammaComparison } from '../types/record-gamma';

/** What happens along a run besides training, by its name and numbers. */
export type Condition = GradientComparison | GammaComparison | Silence;

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
    case 'gamma': return recordGamma(condition, run, engine, progress);
    case 'silence': {
      const changes = parseChanges({ silence: condition.silent }, run.settings.network.cellTypes);
      return trainStepwise(runWith(changes, run, progress), engine, progress);
    }
    default: return trainStepwise(run, engine, progress);
  }
}
