import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../errors';
import { codeVersion, type CodeVersion } from '../training/code-version';
import { differences } from '../training/plan';
import { checkFiles, makeFolder, sha256 } from '../training/run-folder';
import { orRefused, writeAtomic } from '../write-atomic';

/*
 * A folder of an experiment:
 *   manifest.json   what the experiment is; written before any other file, and again when all is there, then with `files`
 *   checkpoints/    how far the runs of a study have come; removed when all is there
 *   runs.csv        all learning curves
 */

/** What a folder says of itself. */
export interface ExperimentManifest {
  readonly format: 'mdgl-knockout/1' | 'mdgl-knockout-study/1';
  /** What determines the numbers. */
  readonly plan: object;
  readonly node: string;
  /** Which code trained the runs; more than one if they were continued by another. */
  readonly code: readonly CodeVersion[];
  /** SHA-256 of each file; once they are here, the folder is complete. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The table that every experiment has. */
export const TABLE = 'runs.csv';

/**
 * Opens a folder for an experiment, and makes it where only its last part is missing. Nothing is written into it yet.
 * @returns whether its results are there already
 * @throws InputError if it cannot be made, holds something else, another experiment (the difference is named), or a damaged table
 */
export function openExperiment(folder: string, format: ExperimentManifest['format'], plan: object): { complete: boolean } {
  makeFolder(folder);
  const before = readExperiment(folder, format);
  if (!before) {
    if (readdirSync(folder).some((name) => !/^\.|\.tmp$/.test(name))) throw new InputError(`${folder}: is not empty, and has no manifest.json of this experiment; give a new or an empty folder`);
    return { complete: false };
  }
  const found = differences(before.plan, plan);
  const more = found.length > 3 ? `; and ${found.length - 3} more` : '';
  if (found.length > 0) throw new InputError(`${folder}: holds an experiment made otherwise (${found.slice(0, 3).join('; ')}${more}); give another folder, or the same options`);
  if (before.files) checkFiles(folder, { [TABLE]: before.files[TABLE] });
  return { complete: before.files !== undefined };
}

/** Says whose folder it is, before any other file is written: what was begun can then be gone on with, and nothing else. */
export function claimExperiment(folder: string, format: ExperimentManifest['format'], plan: object): void {
  const code = codeVersion();
  writeManifest(folder, { format, plan, node: process.version, code: distinct([...readExperiment(folder, format)?.code ?? [], ...code ? [code] : []]) });
}

/**
 * Completes a claimed folder, and removes what was kept meanwhile.
 * @param contents files to write
 * @param written names of files that are there already
 */
export function completeExperiment(folder: string, format: ExperimentManifest['format'], contents: Readonly<Record<string, string>>, written: readonly string[] = []): void {
  for (const [name, content] of Object.entries(contents)) orRefused(folder, () => writeAtomic(join(folder, name), content));
  const names = [...Object.keys(contents), ...written];
  const files = Object.fromEntries(names.map((name) => [name, sha256(readFileSync(join(folder, name)))]));
  writeManifest(folder, { ...readExperiment(folder, format)!, files });
  rmSync(join(folder, 'checkpoints'), { recursive: true, force: true });
  for (const name of readdirSync(folder)) if (name.endsWith('.tmp')) rmSync(join(folder, name));
}

/** A folder for the checkpoints of a claimed folder. */
export function makeCheckpoints(folder: string): void {
  mkdirSync(join(folder, 'checkpoints'), { recursive: true });
}

/**
 * What an experiment's folder says of itself; undefined where it says nothing.
 * @throws InputError if its manifest is damaged or of another kind
 */
export function readExperiment(folder: string, format: ExperimentManifest['format']): ExperimentManifest | undefined {
  const path = join(folder, 'manifest.json');
  if (!statSync(path, { throwIfNoEntry: false })) return undefined;
  try {
    const manifest: ExperimentManifest = JSON.parse(readFileSync(path, 'utf8'));
    if (manifest.format === format && Array.isArray(manifest.code)) return manifest;
  } catch { /* said below */ }
  throw new InputError(`${path}: is damaged or of another kind; allowed is a manifest of format ${format}`);
}

/**
 * The table of an experiment, after its SHA-256 has been compared with the manifest.
 * @param parse reads it, given its path for messages
 * @throws InputError if there is none, or it was changed
 */
export function readTable<T>(folder: string, format: ExperimentManifest['format'], parse: (text: string, path: string) => T): T {
  const path = join(folder, TABLE);
  const manifest = readExperiment(folder, format);
  if (!manifest?.files) throw new InputError(`${folder}: holds no finished experiment; allowed is a folder with manifest.json and ${TABLE}`);
  checkFiles(folder, { [TABLE]: manifest.files[TABLE] });
  return parse(readFileSync(path, 'utf8'), path);
}

function writeManifest(folder: string, manifest: ExperimentManifest): void {
  orRefused(folder, () => writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`));
}

function distinct(code: readonly CodeVersion[]): CodeVersion[] {
  return code.filter(({ commit, clean }, n) => code.findIndex((other) => other.commit === commit && other.clean === clean) === n);
}
