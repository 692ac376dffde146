import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../errors';
import { formatRuns } from '../runs-csv';
import { orRefused, writeAtomic } from '../write-atomic';
import { readCheckpoint, type Checkpoint } from './checkpoint';
import { codeVersion, type CodeVersion } from './code-version';
import { differences, type Plan } from './plan';
import { weightsNpz } from './weights-npz';

/*
 * A folder of runs:
 *   manifest.json               what the runs are; written first, and again when all is there, then with `runs` and `files`
 *   checkpoints/RULE-SEED.json  how far each run has come; removed when all is there
 *   runs.csv                    all learning curves
 *   weights/RULE-SEED.npz       final weights
 */

/** What a folder says of itself. */
export interface Manifest extends Plan {
  readonly format: 'mdgl-runs/1';
  readonly iterations: number;
  readonly node: string;
  /** Which code trained the runs; more than one if they were continued by another. */
  readonly code: readonly CodeVersion[];
  /** Time spent on each run. */
  readonly runs?: readonly { readonly rule: string; readonly seed: number; readonly seconds: number }[];
  /** SHA-256 of each file; once they are here, the folder is complete. */
  readonly files?: Readonly<Record<string, string>>;
}

/** One run of a plan, and how far it has come. */
export interface Job {
  /** Where its checkpoints go. */
  readonly path: string;
  /** The run at its start, or as last saved. */
  readonly checkpoint: Checkpoint;
  /** A built module, whose `modulationOf(checkpoint)` is the run's `modulation`: a thread cannot be given a function. */
  readonly modulation?: string;
}

/**
 * Opens a folder for a plan, and makes it where only its last part is missing.
 * @returns whether all runs are there already
 * @throws InputError if it cannot be made, holds something else, runs of another plan (the difference is named), or a damaged file
 */
export function openFolder(folder: string, plan: Plan): { complete: boolean } {
  makeFolder(folder);
  const before = readManifest(folder);
  if (!before && readdirSync(folder).some((name) => !/^\.|\.tmp$/.test(name))) {
    throw new InputError(`${folder}: is not empty, and has no manifest.json of earlier runs; give a new or an empty folder`);
  }
  if (before) mustBeSamePlan(folder, before, plan);
  if (before?.files) {
    checkFiles(folder, before.files);
    tidy(folder);
    return { complete: true };
  }
  const code = codeVersion();
  writeManifest(folder, plan, [...before?.code ?? [], ...code ? [code] : []]);
  mkdirSync(join(folder, 'checkpoints'), { recursive: true });
  return { complete: false };
}

/**
 * The runs of a plan, rule by rule and in each by seed, as far as their checkpoints in an open folder say.
 * @throws InputError naming a checkpoint that is damaged or belongs to another run
 */
export function jobsOf(folder: string, { settings, rules, seeds, feedback, engine }: Plan): Job[] {
  return rules.flatMap((rule) => seeds.map((seed) => {
    const path = join(folder, 'checkpoints', `${rule}-${seed}.json`);
    const start: Checkpoint = { format: 'mdgl-checkpoint/1', settings, rule, seed, feedback: feedback[rule], engine, seconds: 0 };
    const saved = readCheckpoint(path);
    const [difference] = saved ? differences({ ...saved, seconds: 0, progress: undefined }, { ...start, progress: undefined }) : [];
    if (difference) throw new InputError(`${path}: this checkpoint is of another run (${difference}); delete it, and its run begins anew`);
    return { path, checkpoint: saved ?? start };
  }));
}

/** Whether all updates and the last validation are done. */
export function isComplete({ progress, settings }: Checkpoint): boolean {
  return progress?.curve.at(-1)?.iteration === settings.training.iterations;
}

/** Writes what came of a plan's runs, all of which must be complete, and removes their checkpoints. */
export async function completeFolder(folder: string, plan: Plan): Promise<void> {
  const runs = jobsOf(folder, plan).map(({ checkpoint }) => checkpoint);
  const contents: Record<string, string | Uint8Array> = {
    'runs.csv': formatRuns(runs.flatMap(({ rule, seed, progress }) => progress!.curve.map((point) => ({ rule, seed, ...point })))),
  };
  for (const { rule, seed, progress } of runs) contents[`weights/${rule}-${seed}.npz`] = await weightsNpz(progress!.state);
  mkdirSync(join(folder, 'weights'), { recursive: true });
  for (const [name, content] of Object.entries(contents)) writeAtomic(join(folder, name), content);
  writeManifest(folder, plan, readManifest(folder)!.code, {
    runs: runs.map(({ rule, seed, seconds }) => ({ rule, seed, seconds: Math.round(10 * seconds) / 10 })),
    files: Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, sha256(content)])),
  });
  tidy(folder);
}

/** Removes checkpoints, and temporary files that a killed process may have left. */
function tidy(folder: string): void {
  rmSync(join(folder, 'checkpoints'), { recursive: true, force: true });
  for (const place of [folder, join(folder, 'weights')]) {
    for (const name of readdirSync(place)) if (name.endsWith('.tmp')) rmSync(join(place, name));
  }
}

/** @throws InputError if it is not there and cannot be made */
export function makeFolder(folder: string): void {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there && !there.isDirectory()) throw new InputError(`${folder}: is not a folder; give a folder for the runs`);
  if (there) return;
  const parent = dirname(resolve(folder));
  if (!statSync(parent, { throwIfNoEntry: false })?.isDirectory()) throw new InputError(`${folder}: cannot be made, there is no folder ${parent}; give a folder in one that is there`);
  orRefused(folder, () => mkdirSync(folder));
}

function mustBeSamePlan(folder: string, there: Manifest, plan: Plan): void {
  const { mdgl, settings, rules, seeds, feedback, engine } = there;
  const found = differences({ mdgl, settings, rules, seeds, feedback, engine, preset: plan.preset }, plan);
  if (found.length === 0) return;
  const more = found.length > 3 ? `; and ${found.length - 3} more` : '';
  throw new InputError(`${folder}: holds runs made otherwise (${found.slice(0, 3).join('; ')}${more}); give another folder, or the same settings`);
}

export function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, 'manifest.json');
  if (!statSync(path, { throwIfNoEntry: false })) return undefined;
  try {
    const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'));
    if (manifest.format === 'mdgl-runs/1' && Array.isArray(manifest.code)) return manifest;
  } catch { /* said below */ }
  throw new InputError(`${path}: is damaged or of another kind; allowed is a manifest of format mdgl-runs/1`);
}

function writeManifest(folder: string, plan: Plan, code: readonly CodeVersion[], results: Pick<Manifest, 'runs' | 'files'> = {}): void {
  const versions = code.filter(({ commit, clean }, n) => code.findIndex((other) => other.commit === commit && other.clean === clean) === n);
  const manifest: Manifest = { format: 'mdgl-runs/1', ...plan, iterations: plan.settings.training.iterations, node: process.version, code: versions, ...results };
  orRefused(folder, () => writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`));
}

export function checkFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, checksum] of Object.entries(files)) {
    const path = join(folder, name);
    if (!statSync(path, { throwIfNoEntry: false })) throw new InputError(`${path}: is missing, manifest.json lists it; restore it, or give another folder`);
    if (sha256(readFileSync(path)) !== checksum) throw new InputError(`${path}: was changed or damaged, its SHA-256 is not the one in manifest.json; restore it, or give another folder`);
  }
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
