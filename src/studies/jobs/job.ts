import { InputError } from '../../core/errors';
import { differences } from '../../core/training/plan';
import type { Progress } from '../../core/training/train';
import { readCheckpoint, type Checkpoint } from '../../node/results/checkpoint';
import type { Condition } from './condition';

/** One run of a study, and how far it has come: data only, so that a thread can be given it. */
export interface Job<C extends Checkpoint = Checkpoint> {
  /** File of its checkpoints. */
  readonly path: string;
  /** The run at its start, or as last saved. */
  readonly checkpoint: C;
  /** Iteration at which it begins; by default 0. */
  readonly begin?: number;
  /** What happens along the run besides training. */
  readonly condition?: Condition;
  /** Modules whose default export is a rule, a task or a feedback of your own, in place of those that the checkpoint names. */
  readonly own?: { readonly rule?: string; readonly task?: string; readonly feedback?: string };
}

/**
 * Makes the job of a run, as far as its checkpoint says.
 * @param path file of its checkpoints, which need not be there
 * @param start the run at its start
 * @param begun how far a run has come that has no checkpoint yet; by default it has not begun
 * @throws InputError naming a checkpoint that is damaged or belongs to another run
 */
export function jobAt<C extends Checkpoint>(path: string, start: C, begun?: () => Progress | undefined): Job<C> {
  const saved = readCheckpoint<C>(path);
  if (!saved) return { path, checkpoint: { ...start, progress: begun?.() } };
  const [difference] = differences({ ...saved, seconds: 0, progress: undefined }, { ...start, progress: undefined });
  if (difference) throw new InputError(`${path}: this checkpoint is of another run (${difference}); delete it, and its run begins anew`);
  return { path, checkpoint: saved };
}

/** Counts the updates that a job had had when it was last saved. */
export function iterationOf({ checkpoint: { progress } }: Job): number {
  return progress?.iteration ?? 0;
}

/** Says whether all updates and the last validation are done, or the run has stopped by its criterion. */
export function isComplete({ checkpoint: { progress, settings } }: Job): boolean {
  return progress?.stopped ?? progress?.curve.at(-1)?.iteration === settings.training.iterations;
}

/** Tells the time spent on jobs, for a manifest: to a tenth of a second. */
export function secondsOf({ checkpoint: { seconds } }: Job): number {
  return Math.round(10 * seconds) / 10;
}
