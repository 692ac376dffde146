import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../core/errors';
import { memoryNeed } from '../core/training/memory';
import { makeOutFolder } from '../node/files/out-folder';
import { packageFolder } from '../node/package';
import { withLock } from '../node/results/lock';
import { figureLayout } from '../plot/layout';
import type { DrawnFiles } from '../studies/figure-files';
import { iterationOf, type Job } from '../studies/jobs/job';
import { runAll, type Listener } from '../studies/jobs/run-all';
import type { Planned, Study } from '../studies/jobs/study';
import { onInterrupt } from './interrupt';
import { refuseOthers } from './options';
import { duration, runDisplay, say } from './run-display';

/** Measured: the program with its libraries, and what each thread adds to that. */
const NODE_MB = 80;
const THREAD_MB = 35;

/** A command that draws a study, a stored one or, with --fresh, one that it does anew. */
interface StudyCommand<P extends Planned> {
  /** Folder in data of the study that comes with this package. */
  readonly stored: string;
  /** Options of use without --fresh. */
  readonly drawing: readonly string[];
  /** Where fresh results go if the user does not say. */
  readonly freshInto?: string;
  /** Where in a folder of fresh results the figures go. */
  readonly figuresIn: string;
  readonly study: Study<P>;
  plan(): P;
  draw(from: string, out: string): Promise<DrawnFiles>;
}

/** What every command that does or draws a study is told. */
export interface StudyOptions {
  readonly fresh?: true;
  readonly from?: string;
  readonly out?: string;
  readonly widthMm?: number;
  /** How many runs, with seeds 1, 2, … */
  readonly runs: number;
  /** How many jobs at once. */
  readonly workers: number;
}

/** Does such a command. @returns the folder that was drawn; nothing if it is not complete, which is then said */
export async function drawStudy<P extends Planned>(
  command: Command, options: StudyOptions, { stored, drawing, freshInto, figuresIn, study, plan, draw }: StudyCommand<P>,
): Promise<string | undefined> {
  if (!options.fresh) {
    refuseOthers(command, drawing, 'for --fresh only');
    const { from = join(packageFolder, 'data', stored), out = 'figures' } = options;
    sayDrawn(await draw(from, out));
    return from;
  }
  const { from, out: folder = freshInto, widthMm, workers } = options;
  if (from !== undefined) throw new InputError('--from is of no use with --fresh, which draws the folder it works in; allowed is --out');
  if (folder === undefined) throw new InputError('--out is missing; --fresh needs a folder to work in');
  if (widthMm !== undefined) figureLayout(widthMm, ['']);
  const planned = plan();
  if (folder === freshInto) makeOutFolder(dirname(folder));
  const isComplete = await doStudy(study, folder, planned, workers, async () => sayDrawn(await draw(folder, join(folder, figuresIn))));
  return isComplete ? folder : undefined;
}

/** Prints the table, and names the files. */
export function sayDrawn({ table, files }: DrawnFiles): void {
  process.stdout.write(`${table.trimEnd()}\n`);
  say(`written: ${files.join(', ')}`);
}

/**
 * Does what a folder still lacks of a study: shows how its jobs are doing, saves them at Ctrl-C, and says how it ended.
 * @param finish what comes when all is there
 * @returns whether all is there; if not, the exit code is set: 1 if a job failed, 130 after Ctrl-C
 */
export async function doStudy<P extends Planned>(
  study: Study<P>, folder: string, plan: P, workers: number, finish: () => void | Promise<void>,
): Promise<boolean> {
  return withLock(folder, async () => {
    if (study.open(folder, plan).complete) say(`${folder} is complete: nothing to train`);
    else {
      if (!await doMissing(study, folder, plan, workers)) return false;
      await study.complete(folder, plan);
    }
    await finish();
    return true;
  });
}

async function doMissing<P extends Planned>(study: Study<P>, folder: string, plan: P, workers: number): Promise<boolean> {
  const { each, nameOf } = study;
  const inAll = study.iterationsOf(folder, plan);
  const { begun, missing } = begunJobs(study, folder, plan);
  const toDo = inAll - begun.reduce((sum, job) => sum + iterationsSince(job), 0);
  const here = missing.reduce((sum, job) => sum + job.checkpoint.settings.training.iterations - iterationOf(job), 0);
  // further stages may have more jobs
  const atOnce = here < toDo ? workers : Math.min(workers, missing.length);
  for (const line of [...study.inLines(folder, plan), ...begun.flatMap((job) => stateOf(job, study))]) say(line);
  say(`${toDo} iterations to train, ${atOnce} ${each}s at once, ${needOf(plan, atOnce)}`);
  const display = runDisplay(plan.settings.training.iterations);
  const clock = clockOf(toDo);
  const interrupt = onInterrupt(`saving every ${each} after its current iteration (Ctrl-C again: at once)`, display.note);
  const listener: Listener = {
    began: (job) => display.began(nameOf(job), iterationOf(job)),
    progressed(job, iteration, point) {
      clock.reach(job, iteration);
      display.progressed(nameOf(job), iteration, point);
    },
    ended: (job, how) => display.ended(nameOf(job), how instanceof Error ? `failed: ${how.message}` : how, clock.left()),
  };
  let failed: [Job, Error][] = [];
  try {
    for (const jobs of study.stages(folder, plan)) {
      const waiting = jobs.filter((job) => !study.isDone(job));
      ({ failed } = await runAll(waiting, workers, interrupt.signal, listener));
      // what comes behind needs all of these
      if (failed.length > 0 || interrupt.signal.aborted) break;
    }
  } finally {
    interrupt.ignore();
    display.close();
  }
  say(`${clock.trained()} iterations trained now, of ${inAll} in all`);
  for (const [job, { message }] of failed) say(`mdgl: ${nameOf(job)} failed: ${message.split('\n')[0]}`);
  if (failed.length === 0 && !interrupt.signal.aborted) return true;
  const all = `all ${each}s are saved in ${folder}`;
  say(failed.length > 0 ? `${all}; the same command tries again` : `stopped; ${all}, the same command goes on`);
  process.exitCode = failed.length > 0 ? 1 : 130;
  return false;
}

/** Finds the jobs that can have begun, those up to the first stage that lacks some, and which it lacks. */
function begunJobs<P extends Planned>({ stages, isDone }: Study<P>, folder: string, plan: P): Record<'begun' | 'missing', Job[]> {
  const begun: Job[] = [];
  for (const jobs of stages(folder, plan)) {
    begun.push(...jobs);
    const missing = jobs.filter((job) => !isDone(job));
    if (missing.length > 0) return { begun, missing };
  }
  return { begun, missing: [] };
}

/** Counts the iterations that earlier calls have trained of a job. */
function iterationsSince(job: Job): number {
  return iterationOf(job) - (job.begin ?? 0);
}

/** Says how far a job has come; nothing of one that has not begun. */
function stateOf(job: Job, { isDone, nameOf }: Pick<Study<never>, 'isDone' | 'nameOf'>): string[] {
  if (isDone(job)) return [`${nameOf(job)}: complete`];
  return iterationsSince(job) > 0 ? [`${nameOf(job)}: continuing at iteration ${iterationOf(job)}`] : [];
}

/** Says what computes, and about how much memory so many jobs take. */
function needOf({ settings, engine }: Planned, atOnce: number): string {
  const { forwardTwice, megabytes } = memoryNeed(settings, engine, 1);
  const twice = forwardTwice ? '; the forward pass runs twice, as a batch does not fit into memory' : '';
  return `${engine} engine, about ${NODE_MB + atOnce * (THREAD_MB + megabytes)} MB${twice}`;
}

/** Begins a clock, which counts the iterations trained since, and says how long the rest will take. */
function clockOf(toDo: number) {
  const begun = performance.now();
  const reached = new Map<Job, number>();
  const trained = () => [...reached].reduce((sum, [job, iteration]) => sum + iteration - iterationOf(job), 0);
  return {
    trained,
    reach: (job: Job, iteration: number) => reached.set(job, iteration),
    left(): string {
      const rest = toDo - trained();
      if (rest === 0 || trained() === 0) return '';
      return `; all to be complete in about ${duration(rest * (performance.now() - begun) / trained() / 1000)}`;
    },
  };
}
