import '../../node/platform';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from '../../core/engine';
import { InputError } from '../../core/errors';
import { ruleOf } from '../../core/rules';
import type { Feedback } from '../../core/rules/feedback/feedback';
import type { Rule } from '../../core/rules/rule';
import type { Task } from '../../core/tasks/task';
import type { Run } from '../../core/training/run';
import { begin } from '../../core/training/train';
import { trainUnder } from './condition';
import type { Job } from './job';
import { saveAlong, tell } from './save-along';

/** Trains the run of a job, under its condition, in a thread of its own. */
async function work(job: Job): Promise<void> {
  const { checkpoint, condition } = job;
  const run = await runOf(job);
  const progress = checkpoint.progress ?? begin(run);
  const engine = createEngine(checkpoint.engine, { workers: 1 });
  await saveAlong(trainUnder(condition, run, engine, progress), job, progress);
  await engine.close();
}

/** Makes the run of a job, with what is the user's own. */
async function runOf({ checkpoint, own }: Job): Promise<Run> {
  return {
    ...checkpoint,
    rule: await imported<Rule>(own?.rule) ?? ruleOf(checkpoint.rule),
    task: await imported<Task>(own?.task),
    // a rule of the user's own brings its own feedback
    feedback: await imported<Feedback>(own?.feedback) ?? (own?.rule === undefined ? checkpoint.feedback : undefined),
  };
}

/** Imports the default export of a module, whether it is an ES module or CommonJS. */
async function imported<T>(path?: string): Promise<T | undefined> {
  if (path === undefined) return undefined;
  const found = await (import(pathToFileURL(path).href) as Promise<{ readonly default?: T & { readonly default?: T } }>)
    .catch((error: unknown) => { throw new InputError(`${path}: ${error instanceof Error ? error.message : String(error)}`); });
  if (!found.default) {
    throw new InputError(`${path}: has no default export; allowed is a module that exports a rule, a task or a feedback as default`);
  }
  return found.default.default ?? found.default;
}

work(workerData)
  .catch((error: unknown) => {
    const { message, code, syscall }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
    tell({ failure: { message, code, syscall } });
  })
  .finally(() => parentPort!.close());
