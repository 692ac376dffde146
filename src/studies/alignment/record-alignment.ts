import { runAll, type Listener } from '../../node/threads/run-all';
import type { Job } from '../../node/results/run-folder';
import type { AlignmentPlan } from './plan';
import { built } from '../../node/package';

/** One path of a study, for its thread. */
export interface PathJob extends Job {
  readonly plan: AlignmentPlan;
}

const THREAD = built('studies', 'alignment', 'thread.js');

/**
 * Records paths side by side, each in a thread of its own. One that fails does not hinder the others; a full disk stops them all.
 * @param workers how many at once
 * @param stop ends each path after its current iteration, saved
 * @returns the paths that failed, with the reason
 * @throws the system's error where the disk is full
 */
export async function recordAlignment(
  plan: AlignmentPlan, jobs: readonly Job[], workers: number, stop: AbortSignal, listener: Listener,
): Promise<[Job, Error][]> {
  const pathJobs = jobs.map((job): PathJob => ({ ...job, plan }));
  return (await runAll(pathJobs, workers, stop, listener, THREAD)).failed;
}
