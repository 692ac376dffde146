import { accessSync, constants, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../errors';

const ALLOWED = 'allowed is an empty folder, or one to be made in a folder that exists and can be written';

/**
 * Refuses, before any work is done, a folder that could not be written as a whole.
 * @throws InputError naming the folder and what is allowed
 */
export function mustBeNew(folder: string): void {
  const refuse = (why: string): never => { throw new InputError(`${folder}: ${why}; ${ALLOWED}`); };
  const parent = dirname(resolve(folder));
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there && !there.isDirectory()) refuse('is not a folder');
  if (there && readdirSync(folder).length > 0) refuse('is not empty');
  if (!statSync(parent, { throwIfNoEntry: false })?.isDirectory()) refuse(`there is no folder ${parent}`);
  try {
    accessSync(parent, constants.W_OK);
  } catch (error) {
    refuse(`cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

/**
 * Fills a new folder as a whole or not at all: everything is written into a temporary folder beside it, which then takes its name.
 * @param fill writes into the folder that it is given
 * @throws InputError as {@link mustBeNew}; whatever `fill` throws
 */
export async function fillFolder(folder: string, fill: (temporary: string) => Promise<void>): Promise<void> {
  mustBeNew(folder);
  const target = resolve(folder);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    await mkdir(temporary);
    await fill(temporary);
    // Windows does not put a folder in the place of another one, be it empty.
    if (statSync(target, { throwIfNoEntry: false })) rmdirSync(target);
    await rename(temporary, target);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw error;
  }
}
