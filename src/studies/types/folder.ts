import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sixDigits } from '../../core/stats/six-digits';
import { formatRows } from '../../core/tables/format-rows';
import { cell, formatRuns, orNothing, parseRuns, parseTable, type RunPoint } from '../../core/tables/runs-csv';
import { readFinished, type Manifest } from '../../node/results/result-folder';
import { everyRun, pointsOfJob } from '../jobs/every-run';
import type { Job } from '../jobs/job';
import { isMeasuredWhole, measurementsOf } from '../jobs/measure-along';
import type { TypesPlan } from './plan';
import type { GammaMeasurement } from './record-gamma';

/*
 * A folder of a study of cell types, see node/results/result-folder.ts:
 *   checkpoints/RULE-SEED.json  how far each run has come, with its measurements so far
 *   runs.csv                    learning curves
 *   gamma.csv                   how much of the variance of MDGLbca's Γ the rule's own explains
 */

const TYPES = 'mdgl-types/1';

const gammaColumns = { rule: cell.text, seed: cell.whole, iteration: cell.whole, explained: orNothing(cell.number) };

/** How much of MDGLbca's Γ a run's own explains at one iteration. */
export interface GammaRow extends GammaMeasurement {
  readonly rule: string;
  readonly seed: number;
}

/** A finished study. */
export interface StoredTypes {
  readonly manifest: Manifest & TypesPlan;
  readonly runs: readonly RunPoint[];
  readonly gamma: readonly GammaRow[];
}

/** The study whose jobs are runs of MDGL with different types, along which Γ is measured. */
export const typesStudy = everyRun<TypesPlan>({
  format: TYPES,
  each: 'run',
  name: (rule) => rule,
  condition: ({ every, gammaTrials }) => ({ name: 'gamma', every, gammaTrials }),
  isDone: isMeasuredWhole,
  further: ({ every }) => [`every ${every} iterations, each rule's Γ is compared with that of mdgl-bca`],
  results: (jobs) => ({
    'runs.csv': formatRuns(jobs.flatMap(pointsOfJob)),
    'gamma.csv': formatRows(['rule', 'seed', 'iteration', 'explained'], jobs.flatMap(gammaOf)),
  }),
});

function gammaOf(job: Job): GammaRow[] {
  const { rule, seed } = job.checkpoint;
  return measurementsOf<GammaMeasurement>(job).map(({ iteration, explained }) =>
    ({ rule, seed, iteration, explained: explained === null ? null : sixDigits(explained) }));
}

/**
 * Reads a finished study, after its checksums have been compared.
 * @throws InputError if there is none, or it is damaged
 */
export function readTypes(folder: string): StoredTypes {
  const manifest = readFinished<Manifest & TypesPlan>(folder, TYPES);
  const read = (name: string) => [readFileSync(join(folder, name), 'utf8'), join(folder, name)] as const;
  return { manifest, runs: parseRuns(...read('runs.csv')), gamma: parseTable(...read('gamma.csv'), gammaColumns) };
}
