import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../../core/errors';
import { parseJson } from '../../core/parse-json';
import { differences } from '../../core/training/plan';
import { checkSha256, waysOut } from '../files/check-sha256';
import { codeVersion, type CodeVersion } from '../files/code-version';
import { checkInName } from '../files/in-name';
import { contentOf, isFolder, makeOutFolder } from '../files/out-folder';
import { readBytes } from '../files/read-bytes';
import { remove } from '../files/remove';
import { sha256 } from '../files/sha256';
import { isTemporary, orRefused, writeAtomic } from '../files/write-atomic';

/*
 * A folder of results, whatever they are of:
 *   manifest.json   what the results are; written before any other file, and again when all is there, then with `files`
 *   checkpoints/    how far they have come; removed when all is there
 *   …               the results
 * So what was begun can be gone on with, and what is not ours is never written over.
 */

/** What a folder says of itself, besides its plan. */
export interface Manifest {
  /** What kind of results they are, with a version. */
  readonly format: string;
  readonly node: string;
  /** Which code made the results; more than one if they were continued by another. */
  readonly code: readonly CodeVersion[];
  /** SHA-256 of each file; once they are here, the folder is complete. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Opens a folder for results of a plan, and makes it if only its last part is missing. Nothing is written into it yet.
 * @param plan what determines the numbers
 * @param format what its manifest calls itself
 * @returns whether all results are there already
 * @throws InputError if it cannot be made, holds something else, results of another plan (the difference is named), or a damaged file
 */
export function openFolder(folder: string, format: string, plan: object): { complete: boolean } {
  makeOutFolder(folder);
  const before = readManifest(folder, format);
  if (!before) {
    if (contentOf(folder).some((name) => !isTemporary(name, 'manifest.json'))) {
      throw new InputError(`${folder}: is not empty, and has no manifest.json; give a new or an empty folder`);
    }
    return { complete: false };
  }
  const there = Object.fromEntries(Object.keys(plan).map((name) => [name, (before as unknown as Record<string, unknown>)[name]]));
  const found = differences(there, plan);
  if (found.length > 0) {
    const some = found.slice(0, 3).join('; ') + (found.length > 3 ? `; and ${found.length - 3} more` : '');
    throw new InputError(`${folder}: holds results made otherwise (${some}); give another folder, or the same settings`);
  }
  if (!before.files) return { complete: false };
  checkFiles(folder, before.files);
  tidy(folder, before.files);
  return { complete: true };
}

/** Says whose folder it is, and makes the place of its checkpoints. */
export function claimFolder(folder: string, format: string, plan: object): void {
  const earlier = readManifest(folder, format)?.code ?? [];
  const now = codeVersion();
  const code = now && !earlier.some(({ commit, clean }) => commit === now.commit && clean === now.clean) ? [...earlier, now] : earlier;
  writeManifest(folder, { format, ...plan, node: process.version, code });
  orRefused(folder, () => mkdirSync(join(folder, 'checkpoints'), { recursive: true }));
}

/**
 * Writes the results into a claimed folder, and removes what was kept meanwhile.
 * @param contents by name, with / between folders
 * @param more what the manifest says besides
 */
export function completeFolder(
  folder: string, format: string, contents: Readonly<Record<string, string | Uint8Array>>, more: object = {},
): void {
  for (const [name, content] of Object.entries(contents)) {
    orRefused(folder, () => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeAtomic(join(folder, name), content);
    });
  }
  const files = Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, sha256(content)]));
  writeManifest(folder, { ...readManifest(folder, format)!, node: process.version, ...more, files });
  tidy(folder, files);
}

/**
 * Reads what a folder says of itself; undefined if it says nothing.
 * @typeParam M with the plan of this kind
 * @throws InputError if its manifest is damaged or of another kind
 */
export function readManifest<M extends Manifest>(folder: string, format: string): M | undefined {
  const path = join(folder, 'manifest.json');
  checkInName(path);
  if (!statSync(path, { throwIfNoEntry: false })) return undefined;
  const manifest = parseJson(readBytes(path, 'allowed is a readable file').toString('utf8'), path) as M | null;
  if (manifest?.format === format && Array.isArray(manifest.code)) return manifest;
  throw new InputError(`${path}: is damaged or of another kind; allowed is a manifest of format ${format}`);
}

/**
 * Reads what a folder of finished results says of itself, and compares its files with their checksums.
 * @throws InputError if there are none, or a file was changed
 */
export function readFinished<M extends Manifest>(folder: string, format: string): M & Required<Pick<Manifest, 'files'>> {
  checkInName(folder);
  const manifest = isFolder(folder) ? readManifest<M>(folder, format) : undefined;
  if (!manifest?.files) {
    const allowed = `a folder whose manifest.json has format ${format} and lists its files`;
    throw new InputError(`${folder}: holds no finished results; allowed is ${allowed}`);
  }
  checkFiles(folder, manifest.files);
  return { ...manifest, files: manifest.files };
}

/** Compares files with their checksums. @throws InputError naming one that is missing or was changed */
export function checkFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, checksum] of Object.entries(files)) {
    const path = join(folder, name);
    checkInName(path);
    if (!statSync(path, { throwIfNoEntry: false })) throw new InputError(`${path}: is missing, manifest.json lists it; ${waysOut(path)}`);
    checkSha256(path, readFileSync(path), checksum);
  }
}

/** Removes checkpoints, and temporary files that a killed process may have left; nothing that is not ours. */
function tidy(folder: string, files: NonNullable<Manifest['files']>): void {
  for (const name of ['manifest.json', ...Object.keys(files)]) {
    removeIn(join(folder, dirname(name)), (entry) => isTemporary(entry, basename(name)));
  }
  const checkpoints = join(folder, 'checkpoints');
  removeIn(checkpoints, (entry) => /(-\d+|^stored)\.json(\.\d+-\d+\.tmp)?$/.test(entry));
  if (isFolder(checkpoints) && readdirSync(checkpoints).length === 0) remove(checkpoints);
}

/** Removes files of a folder, if it is there. */
function removeIn(folder: string, isOurs: (entry: string) => boolean): void {
  if (!isFolder(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile() && isOurs(entry.name)) remove(join(folder, entry.name));
  }
}

function writeManifest(folder: string, manifest: Manifest): void {
  orRefused(folder, () => writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`));
}
