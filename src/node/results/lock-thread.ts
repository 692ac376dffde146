import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Lock } from './lock';

const EVERY_MS = 2000;

/** Writes a lock anew, from a thread of its own; tells if it is there no more, or somebody else's. */
function keep({ path, text }: Lock): void {
  try {
    const file = openSync(path, 'r+');
    try {
      if (readFileSync(file, 'utf8') === text) {
        writeSync(file, text, 0);
        return;
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // A network drive may be away for a moment.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return;
  }
  parentPort!.postMessage('lost');
}

setInterval(() => keep(workerData), EVERY_MS);
