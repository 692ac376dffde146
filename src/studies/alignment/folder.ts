import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRuns } from '../../core/tables/runs-csv';
import { readFinished, type Manifest } from '../../node/results/result-folder';
import { everyRun, pointsOfJob } from '../jobs/every-run';
import { isMeasuredWhole, measurementsOf } from '../jobs/measure-along';
import type { Measurement } from './measurement';
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

/** A finished study. */
export interface StoredAlignment {
  readonly manifest: Manifest & AlignmentPlan;
  readonly tables: StudyTables;
}

/** The study whose jobs are runs of BPTT and of MDGL, along which the rules are compared. */
export const alignmentStudy = everyRun<AlignmentPlan>({
  format: ALIGNMENT,
  each: 'path',
  name: (rule) => `${rule} path`,
  condition: ({ every, candidates, gammaTrials }) => ({ name: 'comparison', every, candidates, gammaTrials }),
  isDone: isMeasuredWhole,
  further: ({ every, candidates }) =>
    [`every ${every} iterations, ${candidates.map(({ name }) => name).join(', ')} are compared with bptt`],
  results(paths) {
    const tables = paths.map((job) => tablesOf(job.checkpoint.rule, job.checkpoint.seed, measurementsOf<Measurement>(job)));
    const table = <N extends TableName>(name: N) => formatTable(name, tables.flatMap((one) => [...one[name]]) as unknown as StudyTables[N]);
    return {
      ...Object.fromEntries(tableNames.map((name) => [`${name}.csv`, table(name)])),
      'runs.csv': formatRuns(paths.flatMap(pointsOfJob)),
    };
  },
});

/**
 * Reads a finished study, after its checksums have been compared.
 * @throws InputError if there is none, or it is damaged
 */
export function readAlignment(folder: string): StoredAlignment {
  const manifest = readFinished<Manifest & AlignmentPlan>(folder, ALIGNMENT);
  const read = (name: TableName) => {
    const path = join(folder, `${name}.csv`);
    return [name, parseStudyTable(name, readFileSync(path, 'utf8'), path)];
  };
  return { manifest, tables: Object.fromEntries(tableNames.map(read)) };
}
