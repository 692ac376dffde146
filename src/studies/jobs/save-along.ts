import { parentPort } from 'node:worker_threads';
import type { Progress } from '../../core/training/train';
import { InUse } from '../../node/files/rename';
import { writeCheckpoint } from '../../node/results/checkpoint';
import type { Job } from './job';
import type { Message } from './run-all';

const SAVE_EVERY_MS = 1000;
const TELL_EVERY_MS = 200;

/**
 * Goes through the iterations of a job in a thread of its own, and saves it every second and at the end. Any message from
 * outside stops it after the current iteration.
 * @param steps iterations, which keep `progress` up to date; nothing is done with what they yield
 */
export async function saveAlong(steps: AsyncIterable<unknown>, { path, checkpoint }: Job, progress: Progress): Promise<void> {
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
}

/** Passes over a file that another program has open; the next save is a second away. */
function unlessInUse(save: () => void): void {
  try {
    save();
  } catch (error) {
    if (!(error instanceof InUse)) throw error;
  }
}

/** Tells those outside. */
export function tell(message: Message): void {
  parentPort!.postMessage(message);
}
