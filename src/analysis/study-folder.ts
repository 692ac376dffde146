import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../errors';
import { formatRuns } from '../runs-csv';
import { codeVersion, type CodeVersion } from '../training/code-version';
import { differences } from '../training/plan';
import { checkFiles, jobsOf, makeFolder, sha256, type Job } from '../training/run-folder';
import { orRefused, writeAtomic } from '../write-atomic';
import type { PathProgress } from './record-path';
import type { StudyPlan } from './study-plan';
import { formatTable, parseStudyTable, tableNames, tablesOf, type StudyTables, type TableName } from './study-tables';

/*
 * A folder of an alignment study:
 *   manifest.json               what the study is; written first, and again when all is there, then with `runs` and `files`
 *   checkpoints/PATH-SEED.json  how far each path has come, with its measurements so far; removed when all is there
 *   alignment.csv, modulation.csv, means.csv, rates.csv, survival.csv, gamma.csv   measurements
 *   runs.csv                    learning curves of the paths
 */

/** What a folder says of itself. */
export interface StudyManifest extends StudyPlan {
  readonly format: 'mdgl-alignment/1';
  readonly node: string;
  /** Which code recorded it; more than one if it was continued by another. */
  readonly code: readonly CodeVersion[];
  /** Time spent on each path. */
  readonly runs?: readonly { readonly path: string; readonly seed: number; readonly seconds: number }[];
  /** SHA-256 of each file; once they are here, the folder is complete. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A finished study. */
export interface StoredStudy {
  readonly manifest: StudyManifest;
  readonly tables: StudyTables;
}

/**
 * Opens a folder for a study, and makes it where only its last part is missing.
 * @returns whether the study is there already
 * @throws InputError if it cannot be made, holds something else, another study (the difference is named), or a damaged file
 */
export function openStudy(folder: string, plan: StudyPlan): { complete: boolean } {
  makeFolder(folder);
  const before = readStudyManifest(folder);
  if (!before && readdirSync(folder).some((name) => !/^\.|\.tmp$/.test(name))) {
    throw new InputError(`${folder}: is not empty, and has no manifest.json of an earlier study; give a new or an empty folder`);
  }
  if (before) mustBeSameStudy(folder, before, plan);
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

/** The progress of a path, measurements included, as last saved. */
export function progressOf({ checkpoint: { progress } }: Job): PathProgress | undefined {
  return progress as PathProgress | undefined;
}

/** Whether all updates and the last measurement are done. */
export function isRecorded(job: Job): boolean {
  const progress = progressOf(job);
  const { iterations } = job.checkpoint.settings.training;
  return progress?.curve.at(-1)?.iteration === iterations && progress.measurements.at(-1)?.iteration === iterations;
}

/** Writes what came of a study, all of whose paths must be complete, and removes their checkpoints. */
export function completeStudy(folder: string, plan: StudyPlan): void {
  const jobs = jobsOf(folder, plan);
  const paths = jobs.map((job) => ({ path: job.checkpoint.rule, seed: job.checkpoint.seed, seconds: job.checkpoint.seconds, progress: progressOf(job)! }));
  const tables = paths.map(({ path, seed, progress }) => tablesOf(path, seed, progress.measurements));
  const table = <N extends TableName>(name: N) => formatTable(name, tables.flatMap((one) => [...one[name]]) as unknown as StudyTables[N]);
  const contents = Object.fromEntries([
    ...tableNames.map((name) => [`${name}.csv`, table(name)]),
    ['runs.csv', formatRuns(paths.flatMap(({ path: rule, seed, progress }) => progress.curve.map((point) => ({ rule, seed, ...point }))))],
  ]) as Record<string, string>;
  for (const [name, content] of Object.entries(contents)) writeAtomic(join(folder, name), content);
  writeManifest(folder, plan, readStudyManifest(folder)!.code, {
    runs: paths.map(({ path, seed, seconds }) => ({ path, seed, seconds: Math.round(10 * seconds) / 10 })),
    files: Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, sha256(content)])),
  });
  tidy(folder);
}

/**
 * A finished study, after its checksums have been compared.
 * @throws InputError if there is none, or it is damaged
 */
export function readStudy(folder: string): StoredStudy {
  const manifest = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readStudyManifest(folder) : undefined;
  if (!manifest?.files) throw new InputError(`${folder}: holds no finished study; allowed is a folder with manifest.json, as mdgl alignment --fresh writes it`);
  checkFiles(folder, manifest.files);
  const read = <N extends TableName>(name: N) => [name, parseStudyTable(name, readFileSync(join(folder, `${name}.csv`), 'utf8'), join(folder, `${name}.csv`))];
  return { manifest, tables: Object.fromEntries(tableNames.map(read)) as unknown as StudyTables };
}

/** Removes checkpoints, and temporary files that a killed process may have left. */
function tidy(folder: string): void {
  rmSync(join(folder, 'checkpoints'), { recursive: true, force: true });
  for (const name of readdirSync(folder)) if (name.endsWith('.tmp')) rmSync(join(folder, name));
}

function mustBeSameStudy(folder: string, there: StudyManifest, plan: StudyPlan): void {
  const { format: _format, node: _node, code: _code, runs: _runs, files: _files, ...before } = there;
  const found = differences({ ...before, preset: plan.preset }, plan);
  if (found.length === 0) return;
  const more = found.length > 3 ? `; and ${found.length - 3} more` : '';
  throw new InputError(`${folder}: holds a study made otherwise (${found.slice(0, 3).join('; ')}${more}); give another folder, or the same settings`);
}

function readStudyManifest(folder: string): StudyManifest | undefined {
  const path = join(folder, 'manifest.json');
  if (!statSync(path, { throwIfNoEntry: false })) return undefined;
  try {
    const manifest: StudyManifest = JSON.parse(readFileSync(path, 'utf8'));
    if (manifest.format === 'mdgl-alignment/1' && Array.isArray(manifest.code)) return manifest;
  } catch { /* said below */ }
  throw new InputError(`${path}: is damaged or of another kind; allowed is a manifest of format mdgl-alignment/1`);
}

function writeManifest(folder: string, plan: StudyPlan, code: readonly CodeVersion[], results: Pick<StudyManifest, 'runs' | 'files'> = {}): void {
  const versions = code.filter(({ commit, clean }, n) => code.findIndex((other) => other.commit === commit && other.clean === clean) === n);
  const manifest: StudyManifest = { format: 'mdgl-alignment/1', ...plan, node: process.version, code: versions, ...results };
  orRefused(folder, () => writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`));
}
