import type { Settings } from '../core/settings';
import type { EngineName } from '../core/engine/engine';
import { memoryNeed } from '../core/training/memory';
import type { Listener } from '../node/threads/run-all';
import { iterationOf, type Job } from '../node/results/run-folder';
import { onInterrupt } from './interrupt';
import { duration, runDisplay, say } from './run-display';

/** Jobs that are saved as they go. */
interface Work {
  /** Where they are saved. */
  readonly folder: string;
  /** What one of them is. */
  readonly each: 'run' | 'path';
  /** Iterations of the longest, of all, and of all that are still to do. */
  readonly longest: number;
  readonly inAll: number;
  readonly toDo: number;
  nameOf(job: Job): string;
  /** @returns the jobs that failed, with the reason */
  start(stop: AbortSignal, listener: Listener): Promise<[Job, Error][]>;
}

/**
 * Does jobs: shows how they are doing, saves them at Ctrl-C, and says how it ended.
 * @returns whether all are complete; if not, the exit code is set: 1 where one failed, 130 after Ctrl-C
 */
export async function runJobs({ folder, each, longest, inAll, toDo, nameOf, start }: Work): Promise<boolean> {
  const display = runDisplay(longest);
  const clock = clockOf(toDo);
  const interrupt = onInterrupt(`saving every ${each} after its current iteration (Ctrl-C again: at once)`, display.note);
  const failed = await start(interrupt.signal, {
    began: (job) => display.began(nameOf(job), iterationOf(job)),
    progressed(job, iteration, point) {
      clock.reach(job, iteration);
      display.progressed(nameOf(job), iteration, point);
    },
    ended: (job, how) => display.ended(nameOf(job), how instanceof Error ? `failed: ${how.message}` : how, clock.left()),
  }).finally(() => { interrupt.ignore(); display.close(); });
  say(`${clock.trained()} iterations trained now, of ${inAll} in all`);
  for (const [job, { message }] of failed) say(`mdgl: ${nameOf(job)} failed: ${message.split('\n')[0]}`);
  if (failed.length === 0 && !interrupt.signal.aborted) return true;
  say(failed.length > 0 ? `all ${each}s are saved in ${folder}; the same command tries again` : `stopped; all ${each}s are saved in ${folder}, the same command goes on`);
  process.exitCode = failed.length > 0 ? 1 : 130;
  return false;
}

/** How many iterations were trained since it began, and how long the rest will take. */
function clockOf(toDo: number) {
  const begun = performance.now();
  const reached = new Map<Job, number>();
  const trained = () => [...reached].reduce((sum, [job, iteration]) => sum + iteration - iterationOf(job), 0);
  return {
    trained,
    reach: (job: Job, iteration: number) => reached.set(job, iteration),
    left(): string {
      const rest = toDo - trained();
      return rest === 0 || trained() === 0 ? '' : `; all to be complete in about ${duration(rest * (performance.now() - begun) / trained() / 1000)}`;
    },
  };
}

/** Measured: the program with its libraries, and what each thread adds to that. */
const NODE_MB = 80;
const THREAD_MB = 35;

/** Memory of jobs done at once, in MB. */
export function megabytesOf(settings: Settings, engine: EngineName, atOnce: number): number {
  return NODE_MB + atOnce * (THREAD_MB + memoryNeed(settings, engine, 1).megabytes);
}
