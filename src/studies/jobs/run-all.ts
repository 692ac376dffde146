import { Worker } from 'node:worker_threads';
import type { CurvePoint } from '../../core/training/train';
import { built } from '../../node/package';
import { iterationOf, type Job } from './job';

/** What a job's thread tells. */
export type Message =
  | { readonly iteration: number; readonly point?: CurvePoint; readonly ending?: 'complete' | 'stopped' }
  | { readonly failure: Pick<NodeJS.ErrnoException, 'message' | 'code' | 'syscall'> };

/** Hears how jobs are doing. */
export interface Listener {
  began(job: Job): void;
  /** @param point the last validation, if there has been one since the run began or continued */
  progressed(job: Job, iteration: number, point?: CurvePoint): void;
  ended(job: Job, how: 'complete' | 'stopped' | Error): void;
}

const THREAD = built('studies', 'jobs', 'thread.js');

/**
 * Does jobs side by side, each in a thread of its own. One that fails does not hinder the others; a full disk stops them all.
 * @param workers how many at once
 * @param stop ends each job after its current iteration, saved
 * @param thread file of the threads, for tests
 * @returns the jobs that failed, with the reason, and the number of iterations that were trained
 * @throws the system's error if the disk is full
 */
export async function runAll(jobs: readonly Job[], workers: number, stop: AbortSignal, listener: Listener,
  thread = THREAD): Promise<{ failed: [Job, Error][]; iterations: number }> {
  const failed: [Job, Error][] = [];
  const diskFull = new AbortController();
  const halt = AbortSignal.any([stop, diskFull.signal]);
  const reached = new Map<Job, number>();
  const listened: Listener = {
    ...listener,
    progressed: (job, iteration, point) => {
      reached.set(job, iteration);
      listener.progressed(job, iteration, point);
    },
  };
  const waiting = [...jobs];
  const work = async () => {
    for (let job = waiting.shift(); job && !halt.aborted; job = waiting.shift()) {
      listener.began(job);
      const how = await runInThread(new Worker(thread, { workerData: job }), job, halt, listened).catch((error: Error) => error);
      listener.ended(job, how);
      if (how instanceof Error) failed.push([job, how]);
      if (isDiskFull(how)) diskFull.abort(how);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  if (diskFull.signal.aborted) throw diskFull.signal.reason;
  const iterations = [...reached].reduce((sum, [job, iteration]) => sum + iteration - iterationOf(job), 0);
  return { failed, iterations };
}

function runInThread(thread: Worker, job: Job, halt: AbortSignal, listener: Listener): Promise<'complete' | 'stopped'> {
  return new Promise((resolve, reject) => {
    const stop = () => thread.postMessage('stop');
    halt.addEventListener('abort', stop);
    let ending: 'complete' | 'stopped' | undefined;
    let failure: Error | undefined;
    thread.on('message', (message: Message) => {
      if ('failure' in message) failure = Object.assign(new Error(message.failure.message), message.failure);
      else {
        ending = message.ending;
        listener.progressed(job, message.iteration, message.point);
      }
    });
    thread.on('error', (error) => { failure = error; });
    thread.on('exit', (code) => {
      halt.removeEventListener('abort', stop);
      if (failure || !ending) reject(failure ?? new Error(`its thread ended (exit code ${code})`));
      else resolve(ending);
    });
  });
}

function isDiskFull(how: string | Error): boolean {
  return how instanceof Error && ['ENOSPC', 'EDQUOT'].includes((how as NodeJS.ErrnoException).code ?? '');
}
