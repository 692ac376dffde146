import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from '../engine';
import { ruleOf } from '../rules';
import { writeCheckpoint } from './checkpoint';
import type { Message } from './run-all';
import type { Job } from './run-folder';
import { begin, trainStepwise, type CurvePoint, type Run } from './train';

/*
 * Trains one run in a thread of its own, and saves it every second and at the end.
 * Any message from outside stops it after the current iteration.
 */

const SAVE_EVERY_MS = 1000;
const TELL_EVERY_MS = 200;

async function work({ path, checkpoint, modulation: from }: Job): Promise<void> {
  let stopped = false;
  parentPort!.on('message', () => { stopped = true; });
  const modulation: Run['modulation'] = from && require(from).modulationOf(checkpoint);
  const run = { ...checkpoint, rule: ruleOf(checkpoint.rule), modulation };
  const progress = checkpoint.progress ?? begin(run);
  const engine = await createEngine(checkpoint.engine, { workers: 1 });
  const begun = performance.now();
  let [saved, told] = [begun, begun];
  const save = () => {
    writeCheckpoint(path, { ...checkpoint, seconds: checkpoint.seconds + (performance.now() - begun) / 1000, progress });
    saved = performance.now();
  };
  let point: CurvePoint | undefined;
  for await (const next of trainStepwise(run, engine, progress)) {
    point = next ?? point;
    if (performance.now() - told > TELL_EVERY_MS) {
      tell({ iteration: progress.iteration, point });
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
