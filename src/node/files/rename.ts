import { renameSync } from 'node:fs';
import { InputError } from '../../core/errors';

/** Pauses between tries, two seconds in all. */
const PAUSES_MS = [15, 30, 60, 120, 240, 480, 960];
const IN_USE = ['EPERM', 'EACCES', 'EBUSY'];

/** A file that another program keeps open, which Windows does not let go. */
export class InUse extends InputError {}

/**
 * Renames a file or a folder. Windows refuses while a program has one of the two open, as scanners have what is new for a
 * moment: there it tries again for two seconds.
 * @throws InUse if the file is still open then; the system's error
 */
export function rename(from: string, to: string): void {
  for (const pause of [...PAUSES_MS, undefined]) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (process.platform !== 'win32' || !IN_USE.includes(code)) throw error;
      if (pause === undefined) throw new InUse(`${to}: is open in another program (${code}); close it there, and try again`);
      sleep(pause);
    }
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
