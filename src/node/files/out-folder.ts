import { accessSync, constants, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from '../../core/errors';
import { linkAt } from './destination';
import { checkOutName } from './out-name';
import { orRefused } from './write-atomic';

/**
 * Refuses a folder that can neither be written nor made.
 * @returns whether it is there
 * @throws InputError naming it and what is allowed
 */
export function checkOutFolder(folder: string): boolean {
  const refuse = (why: string): never => {
    throw new InputError(`${folder}: ${why}; allowed is a folder that can be written, or one to be made in such a folder`);
  };
  checkOutName(folder);
  const there = isFolder(folder);
  const parent = dirname(folder);
  if (there === false) refuse('is not a folder');
  if (!there && linkAt(folder) !== undefined) refuse('is a link that leads nowhere');
  if (!there && !isFolder(parent)) refuse(`there is no folder ${parent}`);
  try {
    accessSync(there ? folder : parent, constants.W_OK);
  } catch (error) {
    refuse(`cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
  return there === true;
}

/** Makes a folder to write into, if it is not there. @throws InputError as {@link checkOutFolder} */
export function makeOutFolder(folder: string): void {
  // Another program may make it at the same moment, which `recursive` allows.
  if (!checkOutFolder(folder)) orRefused(folder, () => mkdirSync(folder, { recursive: true }));
}

/** Tells whether something is a folder, links followed; undefined if nothing is there. */
export function isFolder(path: string): boolean | undefined {
  try {
    return statSync(path).isDirectory();
  } catch {
    return undefined;
  }
}

/** Lists the names of what a folder holds, but for hidden files and what systems put into every folder that they show. */
export function contentOf(folder: string): string[] {
  return readdirSync(folder).filter((name) => !/^(\..*|desktop\.ini|thumbs\.db|icon\r)$/is.test(name));
}
