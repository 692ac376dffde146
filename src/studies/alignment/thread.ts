import '../../node/platform';
import { workerData } from 'node:worker_threads';
import { createEngine } from '../../core/engine';
import { endWith, workInThread } from '../../node/threads/work-in-thread';
import { beginPath, recordPath } from './record-path';
import type { PathJob } from './record-alignment';
import { progressOf } from './folder';

/** Records one path in a thread of its own. */
async function work(job: PathJob): Promise<void> {
  const { plan, checkpoint: { rule, seed } } = job;
  const progress = progressOf(job) ?? beginPath(plan, rule, seed);
  const engine = createEngine(plan.engine, { workers: 1 });
  await workInThread(job, progress, recordPath(plan, rule, seed, engine, progress), engine);
}

endWith(work(workerData));
