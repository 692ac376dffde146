import { chmodSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { threadId } from 'node:worker_threads';
import { InputError } from '../../core/errors';
import { destinationOf } from './destination';
import { rename } from './rename';

/**
 * Writes a file as a whole or not at all: whatever happens meanwhile (kill -9, a full disk), the name stands for the old
 * content or for the new one. The temporary file beside it is called as {@link isTemporary} says. A link stays, and what it
 * leads to is written; so do the permissions of a file. Into a pipe or a device all is written as it comes.
 *
 * The package write-file-atomic is not used: on a full disk the system writes a part and reports no error at once, which
 * that package takes for success, and a truncated file replaces the good one. `writeFileSync` goes on until all is written.
 * @throws InputError if nothing can be written under this name; the system's error, its message beginning with the path
 */
export function writeAtomic(path: string, content: string | Uint8Array): void {
  try {
    const target = destinationOf(path);
    if (target.kind === 'file') replace(target.path, content, target.there);
    else writeFileSync(target.to, content);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw Object.assign(error as Error, { message: `${path}: ${(error as Error).message}` });
  }
}

function replace(path: string, content: string | Uint8Array, old: Stats | undefined): void {
  const temporary = temporaryOf(path);
  try {
    writeFileSync(temporary, content, { flush: true });
    if (old && statSync(temporary).mode !== old.mode) chmodSync(temporary, old.mode);
    rename(temporary, path);
  } catch (error) {
    // What cannot be removed now, since a scanner reads it, must not hide what went wrong.
    try { rmSync(temporary, { force: true }); } catch { /* the error tells more */ }
    throw error;
  }
}

/**
 * Refuses a name that could not be written at the end of long work; tried out beside it, and nothing stays.
 * @throws InputError naming it
 */
export function checkWritable(path: string): void {
  const target = destinationOf(path);
  if (target.kind === 'stream') return;
  const trial = temporaryOf(target.path);
  orRefused(path, () => {
    writeFileSync(trial, '', { flag: 'wx' });
    rmSync(trial);
  });
}

/** Tells whether a name is that of a temporary file of {@link writeAtomic}, on its way to a file called `name`. */
export function isTemporary(entry: string, name: string): boolean {
  return entry.startsWith(name) && /^\.\d+-\d+\.tmp$/.test(entry.slice(name.length));
}

function temporaryOf(path: string): string {
  return `${path}.${process.pid}-${threadId}.tmp`;
}

/** Writes; what is not permitted is the mistake of who named the place, a full disk is not. */
export function orRefused(place: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) throw new InputError(`${place}: cannot be written (${code}); give a place that can`);
    throw error;
  }
}
