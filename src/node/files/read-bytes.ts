import { readFileSync } from 'node:fs';
import { InputError } from '../../core/errors';
import { checkInName } from './in-name';

/**
 * Reads the bytes of a file that the user names.
 * @param allowed what to give instead of one that cannot be read, for the message
 * @throws InputError naming the file and why it cannot be read
 */
export function readBytes(path: string, allowed: string): Buffer {
  checkInName(path);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InputError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code}); ${allowed}`);
  }
}
