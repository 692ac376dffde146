import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Listener, Message } from '../training/run-all';
import type { Job } from '../training/run-folder';
import type { StudyPlan } from './study-plan';

/** One path of a study, for its thread. */
export interface PathJob {
  readonly plan: StudyPlan;
  readonly job: Job;
}

const THREAD = join(__dirname, '..', '..', 'dist', 'analysis', 'study-thread.js');

/**
 * Records paths side by side, each in a thread of its own. One that fails does not hinder the others; a full disk stops them all.
 * @param workers how many at once
 * @param stop ends each path after its current iteration, saved
 * @returns the paths that failed, with the reason
 * @throws the system's error where the disk is full
 */
export async function recordStudy(plan: StudyPlan, jobs: readonly Job[], workers: number, stop: AbortSignal, listener: Listener): Promise<[Job, Error][]> {
  const failed: [Job, Error][] = [];
  const diskFull = new AbortController();
  const halt = AbortSignal.any([stop, diskFull.signal]);
  const waiting = [...jobs];
  const work = async () => {
    for (let job = waiting.shift(); job && !halt.aborted; job = waiting.shift()) {
      listener.began(job);
      const how = await recordInThread({ plan, job }, halt, listener).catch((error: Error) => error);
      listener.ended(job, how);
      if (how instanceof Error) failed.push([job, how]);
      if (isDiskFull(how)) diskFull.abort(how);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  if (diskFull.signal.aborted) throw diskFull.signal.reason;
  return failed;
}

function recordInThread(pathJob: PathJob, halt: AbortSignal, listener: Listener): Promise<'complete' | 'stopped'> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: pathJob });
    const stop = () => thread.postMessage('stop');
    halt.addEventListener('abort', stop);
    let ending: 'complete' | 'stopped' | undefined;
    let failure: Error | undefined;
    thread.on('message', (message: Message) => {
      if ('failure' in message) failure = Object.assign(new Error(message.failure.message), message.failure);
      else {
        ending = message.ending;
        listener.progressed(pathJob.job, message.iteration, message.point);
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
