import { mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../core/errors';
import { checkOutFolder, contentOf } from '../node/files/out-folder';
import { remove } from '../node/files/remove';
import { rename } from '../node/files/rename';

/**
 * Refuses, before any work is done, a folder that could not be written as a whole.
 * @returns whether it is there, without content
 * @throws InputError naming the folder and what is allowed
 */
export function mustBeNew(folder: string): boolean {
  const there = checkOutFolder(folder);
  if (there && contentOf(folder).length > 0) {
    throw new InputError(
      `${folder}: is not empty; allowed is an empty folder, or one to be made in a folder that exists and can be written`
    );
  }
  return there;
}

/**
 * Fills a new folder as a whole or not at all: everything is written into a temporary folder, which then takes its name. Into
 * an empty one that is there already, be it a link or a disk, all is moved: folders first, then the files that speak of them.
 * @param fill writes into the folder that it is given
 * @throws InputError as {@link mustBeNew}; whatever `fill` throws
 */
export async function fillFolder(folder: string, fill: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = mustBeNew(folder)
    ? join(folder, `.${process.pid}.tmp`)
    : join(dirname(folder), `.${basename(folder)}.${process.pid}.tmp`);
  try {
    mkdirSync(temporary);
    await fill(temporary);
    // Asked again, as it may have been made, or filled, meanwhile.
    if (mustBeNew(folder)) moveInto(folder, temporary);
    else rename(temporary, folder);
  } finally {
    remove(temporary);
  }
}

/** Moves all that a folder holds into another one, or nothing of it. */
function moveInto(folder: string, temporary: string): void {
  const entries = readdirSync(temporary, { withFileTypes: true }).sort((a, b) => Number(a.isFile()) - Number(b.isFile()));
  const moved: string[] = [];
  try {
    for (const { name } of entries) {
      rename(join(temporary, name), join(folder, name));
      moved.push(name);
    }
  } catch (error) {
    for (const name of moved) remove(join(folder, name));
    throw error;
  }
}
