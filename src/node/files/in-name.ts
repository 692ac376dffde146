import { statSync } from 'node:fs';
import { InputError } from '../../core/errors';
import { linkAt } from './destination';

/**
 * Refuses a name to read whose file is not there for a reason that a list of its folder does not show.
 * @throws InputError naming it, the reason and the cure
 */
export function checkInName(path: string): void {
  if (isThere(path)) return;
  const to = linkAt(path);
  if (to !== undefined) throw new InputError(`${path}: is a link to ${to}, which is not there; mend the link, or give another name`);
  // Node has put it in the place of bytes that are not UTF-8.
  if (path.includes('\uFFFD')) throw new InputError(`${path}: its name is not UTF-8; rename it`);
}

/** Tells whether something is there, links followed, or would be if it could be reached. */
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ELOOP';
  }
}
