import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRuns } from '../../core/tables/runs-csv';
import { claimFolder, completeFolder, openFolder, readFinished, type Manifest } from '../../node/results/result-folder';
import { jobsOf, type Job } from '../../node/results/run-folder';
import type { PathProgress } from './record-path';
import type { AlignmentPlan } from './plan';
import { formatTable, parseStudyTable, tableNames, tablesOf, type StudyTables, type TableName } from './tables';

/*
 * A folder of an alignment study, see node/results/result-folder.ts:
 *   checkpoints/PATH-SEED.json  how far each path has come, with its measurements so far
 *   alignment.csv, modulation.csv, means.csv, rates.csv, survival.csv, gamma.csv   measurements
 *   runs.csv                    learning curves of the paths
 */

/** What the manifest of an alignment study calls itself. */
const ALIGNMENT = 'mdgl-alignment/1';

/** What a folder of a study says of itself. */
interface AlignmentManifest extends Manifest, AlignmentPlan {
  /** Time spent on each path. */
  readonly runs?: readonly { readonly path: string; readonly seed: number; readonly seconds: number }[];
}

/** A finished study. */
export interface StoredAlignment {
  readonly manifest: AlignmentManifest;
  readonly tables: StudyTables;
}

/**
 * Opens a folder for a study, and says in it what it is.
 * @returns whether the study is there already
 * @throws InputError see {@link openFolder}
 */
export function openAlignment(folder: string, plan: AlignmentPlan): { complete: boolean } {
  const { preset: _, ...counts } = plan;
  const found = openFolder(folder, ALIGNMENT, counts);
  if (!found.complete) claimFolder(folder, ALIGNMENT, plan);
  return found;
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
export function completeAlignment(folder: string, plan: AlignmentPlan): void {
  const jobs = jobsOf(folder, plan);
  const paths = jobs.map((job) => ({ path: job.checkpoint.rule, seed: job.checkpoint.seed, seconds: job.checkpoint.seconds, progress: progressOf(job)! }));
  const tables = paths.map(({ path, seed, progress }) => tablesOf(path, seed, progress.measurements));
  const table = <N extends TableName>(name: N) => formatTable(name, tables.flatMap((one) => [...one[name]]) as unknown as StudyTables[N]);
  const contents = Object.fromEntries([
    ...tableNames.map((name) => [`${name}.csv`, table(name)]),
    ['runs.csv', formatRuns(paths.flatMap(({ path: rule, seed, progress }) => progress.curve.map((point) => ({ rule, seed, ...point }))))],
  ]) as Record<string, string>;
  completeFolder(folder, ALIGNMENT, contents, { runs: paths.map(({ path, seed, seconds }) => ({ path, seed, seconds: Math.round(10 * seconds) / 10 })) });
}

/**
 * A finished study, after its checksums have been compared.
 * @throws InputError if there is none, or it is damaged
 */
export function readAlignment(folder: string): StoredAlignment {
  const manifest = readFinished<AlignmentManifest>(folder, ALIGNMENT);
  const read = <N extends TableName>(name: N) => [name, parseStudyTable(name, readFileSync(join(folder, `${name}.csv`), 'utf8'), join(folder, `${name}.csv`))];
  return { manifest, tables: Object.fromEntries(tableNames.map(read)) as unknown as StudyTables };
}
