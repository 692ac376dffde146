import { createEngine } from '../../core/engine';
import { ruleOf } from '../../core/rules';
import type { Run } from '../../core/training/run';
import { begin, trainStepwise } from '../../core/training/train';
import type { Job } from '../results/run-folder';
import { workInThread } from './work-in-thread';

/** Trains one run in a thread of its own. */
export async function trainInThread(job: Job, modulation?: Run['modulation']): Promise<void> {
  const { checkpoint } = job;
  const run: Run = { ...checkpoint, rule: ruleOf(checkpoint.rule), modulation };
  const progress = checkpoint.progress ?? begin(run);
  const engine = createEngine(checkpoint.engine, { workers: 1 });
  await workInThread(job, progress, trainStepwise(run, engine, progress), engine);
}
