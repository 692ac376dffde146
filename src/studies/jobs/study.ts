import type { Plan } from '../../core/training/plan';
import type { Job } from './job';

/** What the plan of every study says. */
export type Planned = Pick<Plan, 'settings' | 'engine'>;

/** A study whose jobs are done in threads and saved in a folder: what is asked of each. */
export interface Study<P extends Planned> {
  /** What a job is called. */
  readonly each: 'run' | 'path';
  /**
   * Opens a folder for a study, and says in it what it is.
   * @returns whether all is there already
   * @throws InputError see `openFolder`
   */
  open(folder: string, plan: P): { complete: boolean };
  /** Jobs stage by stage: those of a stage begin with what the stage before has come to, and may be asked for when it is done. */
  stages(folder: string, plan: P): Iterable<readonly Job[]>;
  /** Iterations of all jobs, from where each begins. */
  iterationsOf(folder: string, plan: P): number;
  isDone(job: Job): boolean;
  nameOf(job: Job): string;
  /** What is done, in lines for the terminal. */
  inLines(folder: string, plan: P): string[];
  /** Writes what came of a study, all of whose jobs must be done, and removes their checkpoints. */
  complete(folder: string, plan: P): void | Promise<void>;
}
