import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRuns } from '../../core/tables/runs-csv';
import { claimFolder, completeFolder, openFolder, readFinished, type Manifest } from '../../node/results/result-folder';
import { jobsOf, pointsOfJob } from '../figure3c/run-folder';
import { secondsOf, type Job } from '../jobs/job';
import type { Study } from '../jobs/study';
import type { AlignmentPlan } from './plan';
import type { PathProgress } from './record-path';
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

/** The study whose jobs are runs of BPTT and of MDGL, along which the rules are compared. */
export const alignmentStudy: Study<AlignmentPlan> = {
  each: 'path',
  open(folder, plan) {
    const { preset: _, ...counts } = plan;
    const found = openFolder(folder, ALIGNMENT, counts);
    if (!found.complete) claimFolder(folder, ALIGNMENT, plan);
    return found;
  },
  stages: (folder, plan) => [pathsOf(folder, plan)],
  iterationsOf: (_, { rules, seeds, settings }) => rules.length * seeds.length * settings.training.iterations,
  isDone(job) {
    const progress = progressOf(job);
    const { iterations } = job.checkpoint.settings.training;
    return progress?.curve.at(-1)?.iteration === iterations && progress.measurements?.at(-1)?.iteration === iterations;
  },
  nameOf: ({ checkpoint: { rule, seed } }) => `${rule} path, seed ${seed}`,
  inLines: (folder, { rules, seeds, settings, every, candidates }) => [
    `${rules.length * seeds.length} paths (${rules.join(', ')}; seeds ${seeds.join(', ')}) of ${settings.training.iterations} `
      + `iterations into ${folder}`,
    `every ${every} iterations, ${candidates.map(({ name }) => name).join(', ')} are compared with bptt`,
  ],
  complete(folder, plan) {
    const paths = pathsOf(folder, plan);
    const tables = paths.map((job) => tablesOf(job.checkpoint.rule, job.checkpoint.seed, progressOf(job)!.measurements!));
    const table = <N extends TableName>(name: N) => formatTable(name, tables.flatMap((one) => [...one[name]]) as unknown as StudyTables[N]);
    const contents = {
      ...Object.fromEntries(tableNames.map((name) => [`${name}.csv`, table(name)])),
      'runs.csv': formatRuns(paths.flatMap(pointsOfJob)),
    };
    const runs = paths.map((job) => ({ path: job.checkpoint.rule, seed: job.checkpoint.seed, seconds: secondsOf(job) }));
    completeFolder(folder, ALIGNMENT, contents, { runs });
  },
};

function pathsOf(folder: string, plan: AlignmentPlan): Job[] {
  const { every, candidates, gammaTrials } = plan;
  return jobsOf(folder, plan).map((job) => ({ ...job, condition: { name: 'comparison', every, candidates, gammaTrials } }));
}

/** Reads the progress of a path, measurements included, as last saved. */
export function progressOf({ checkpoint: { progress } }: Job): PathProgress | undefined {
  return progress;
}

/**
 * Reads a finished study, after its checksums have been compared.
 * @throws InputError if there is none, or it is damaged
 */
export function readAlignment(folder: string): StoredAlignment {
  const manifest = readFinished<AlignmentManifest>(folder, ALIGNMENT);
  const read = <N extends TableName>(name: N) => {
    const path = join(folder, `${name}.csv`);
    return [name, parseStudyTable(name, readFileSync(path, 'utf8'), path)];
  };
  return { manifest, tables: Object.fromEntries(tableNames.map(read)) as unknown as StudyTables };
}
