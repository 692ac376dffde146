import '../platform';
import { workerData } from 'node:worker_threads';
import { createEngine } from '../../core/engine';
import { ruleOf } from '../../core/rules';
import type { Job } from '../results/run-folder';
import type { Run } from '../../core/training/run';
import { begin, trainStepwise } from '../../core/training/train';
import { endWith, workInThread } from './work-in-thread';

/** Trains one run in a thread of its own. */
async function work(job: Job): Promise<void> {
  const { checkpoint, modulation: from } = job;
  const modulation: Run['modulation'] = from && require(from).modulationOf(checkpoint);
  const run = { ...checkpoint, rule: ruleOf(checkpoint.rule), modulation };
  const progress = checkpoint.progress ?? begin(run);
  const engine = createEngine(checkpoint.engine, { workers: 1 });
  await workInThread(job, progress, trainStepwise(run, engine, progress), engine);
}

endWith(work(workerData));
