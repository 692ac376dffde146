import { accessSync, constants, readlinkSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { InputError } from '../../core/errors';
import { checkOutName } from './out-name';

/** What is written to under a name: a file as a whole; or a pipe, a device or an open file, into which all is written in turn. */
type Destination =
  | { readonly kind: 'file'; readonly path: string; readonly there?: Stats }
  | { readonly kind: 'stream'; readonly to: string | number };

const ALLOWED = 'allowed is a file in a folder that exists and can be written';
/** As many links behind one another as Linux follows. */
const MOST_LINKS = 40;

/**
 * Tells what is written to under a name. Links are followed; one that leads nowhere names a file that is to be made.
 * @throws InputError if nothing can be written there
 */
export function destinationOf(path: string): Destination {
  const refuse = (why: string): never => { throw new InputError(`${path}: ${why}; ${ALLOWED}`); };
  checkOutName(path);
  if (path.endsWith('/')) refuse('ends as a folder does');
  const there = statOf(path);
  if (there?.isDirectory()) refuse('is a folder');
  if (there?.isBlockDevice()) refuse('is a disk');
  if (there) {
    try {
      accessSync(path, constants.W_OK);
    } catch (error) {
      refuse(`cannot be written (${(error as NodeJS.ErrnoException).code})`);
    }
    if (there.isFIFO() || there.isCharacterDevice()) return { kind: 'stream', to: path };
  }
  const end = endOf(path) ?? refuse('is a link that leads nowhere');
  const descriptor = descriptorOf(end);
  if (descriptor !== undefined) return { kind: 'stream', to: descriptor };
  if (there && !there.isFile()) refuse('is a socket');
  if (!statOf(dirname(end))?.isDirectory()) refuse(`there is no folder ${dirname(end)}`);
  return { kind: 'file', path: end, there };
}

/** Tells where links lead in the end; undefined if in a circle, or into a folder that is not there. */
function endOf(path: string): string | undefined {
  for (let n = 0; n < MOST_LINKS; n++) {
    if (descriptorOf(path) !== undefined) return path;
    const to = linkAt(path);
    if (to === undefined) return path;
    const folder = dirname(path);
    if (!statOf(folder)) return undefined;
    path = resolve(realpathSync(folder), to);
  }
  return undefined;
}

/** Tells what a link says; undefined if there is none. */
export function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Finds the number of an open file of this process, such as the one that /dev/stdout stands for: it may have a beginning already. */
function descriptorOf(path: string): number | undefined {
  const folder = dirname(path);
  if (!/^\/(dev|proc\/[^/]+)\/fd$/.test(folder) || !/^\d+$/.test(basename(path)) || !statOf(folder)) return undefined;
  return ['/dev/fd', `/proc/${process.pid}/fd`].includes(realpathSync(folder)) ? Number(basename(path)) : undefined;
}

/** Tells what is there, links followed. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ELOOP') return undefined;
    if (code === 'EACCES') throw new InputError(`${path}: cannot be reached (${code}); ${ALLOWED}`);
    throw error;
  }
}
