import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import { InputError } from './errors';

/**
 * Writes a file as a whole or not at all: whatever happens meanwhile (kill -9, a full disk), the name stands for the old
 * content or for the new one. The temporary file beside it ends in .tmp.
 *
 * The package write-file-atomic is not used: on a full disk the system writes a part and reports no error at once, which
 * that package takes for success, and a truncated file replaces the good one. `writeFileSync` goes on until all is written.
 * @throws the system's error, its message beginning with the path
 */
export function writeAtomic(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}-${threadId}.tmp`;
  try {
    writeFileSync(temporary, content, { flush: true });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw Object.assign(error as Error, { message: `${path}: ${(error as Error).message}` });
  }
}

/** What is not permitted is the mistake of who named the place; a full disk is not. */
export function orRefused(place: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) throw new InputError(`${place}: cannot be written (${code}); give a place that can`);
    throw error;
  }
}
