import { parentPort } from 'node:worker_threads';
import type { Engine } from '../../core/engine/engine';
import { InUse } from '../files/rename';
import { writeCheckpoint } from '../results/checkpoint';
import type { Message } from './run-all';
import type { Job } from '../results/run-folder';
import type { Progress } from '../../core/training/train';

const SAVE_EVERY_MS = 1000;
const TELL_EVERY_MS = 200;

/**
 * Goes through the iterations of a run in a thread of its own, and saves it every second and at the end.
 * Any message from outside stops it after the current iteration.
 * @param steps iterations, which keep `progress` up to date; nothing is done with what they yield
 * @param engine closed at the end
 */
export async function workInThread({ path, checkpoint }: Job, progress: Progress, steps: AsyncIterable<unknown>, engine: Engine): Promise<void> {
  let stopped = false;
  parentPort!.on('message', () => { stopped = true; });
  const begun = performance.now();
  const before = progress.curve.length;
  let [saved, told] = [begun, begun];
  const save = () => {
    saved = performance.now();
    writeCheckpoint(path, { ...checkpoint, seconds: checkpoint.seconds + (saved - begun) / 1000, progress });
  };
  for await (const _ of steps) {
    if (performance.now() - told > TELL_EVERY_MS) {
      tell({ iteration: progress.iteration, point: progress.curve.slice(before).at(-1) });
      told = performance.now();
    }
    if (stopped) break;
    if (performance.now() - saved > SAVE_EVERY_MS) unlessInUse(save);
  }
  save();
  tell({ iteration: progress.iteration, point: progress.curve.at(-1), ending: stopped ? 'stopped' : 'complete' });
  await engine.close();
}

/** Passes over a file that another program has open; the next save is a second away. */
function unlessInUse(save: () => void): void {
  try {
    save();
  } catch (error) {
    if (!(error instanceof InUse)) throw error;
  }
}

/** Ends the thread with its work; a failure is told, not thrown. */
export function endWith(work: Promise<void>): void {
  work
    .catch(({ message, code, syscall }) => tell({ failure: { message, code, syscall } }))
    .finally(() => parentPort!.close());
}

function tell(message: Message): void {
  parentPort!.postMessage(message);
}
