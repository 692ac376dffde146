import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from '../engine';
import { writeCheckpoint } from '../training/checkpoint';
import type { Message } from '../training/run-all';
import { beginPath, recordPath } from './record-path';
import type { PathJob } from './record-study';
import { progressOf } from './study-folder';

/*
 * Records one path in a thread of its own, and saves it every second and at the end.
 * Any message from outside stops it after the current iteration.
 */

const SAVE_EVERY_MS = 1000;
const TELL_EVERY_MS = 200;

async function work({ plan, job }: PathJob): Promise<void> {
  let stopped = false;
  parentPort!.on('message', () => { stopped = true; });
  const { path, checkpoint } = job;
  const progress = progressOf(job) ?? beginPath(plan, checkpoint.rule, checkpoint.seed);
  const engine = createEngine(plan.engine, { workers: 1 });
  const begun = performance.now();
  let [saved, told] = [begun, begun];
  const save = () => {
    writeCheckpoint(path, { ...checkpoint, seconds: checkpoint.seconds + (performance.now() - begun) / 1000, progress });
    saved = performance.now();
  };
  for await (const _ of recordPath(plan, checkpoint.rule, checkpoint.seed, engine, progress)) {
    if (performance.now() - told > TELL_EVERY_MS) {
      tell({ iteration: progress.iteration, point: progress.curve.at(-1) });
      told = performance.now();
    }
    if (stopped) break;
    if (performance.now() - saved > SAVE_EVERY_MS) save();
  }
  save();
  tell({ iteration: progress.iteration, point: progress.curve.at(-1), ending: stopped ? 'stopped' : 'complete' });
  await engine.close();
}

function tell(message: Message): void {
  parentPort!.postMessage(message);
}

work(workerData)
  .catch(({ message, code, syscall }) => tell({ failure: { message, code, syscall } }))
  .finally(() => parentPort!.close());
