import { mean } from 'simple-statistics';
import { groupBy } from './curves';
import type { Window } from './final-table';
import { stream } from '../random';
import { bootstrapInterval, type Interval } from '../experiments/bootstrap';
import type { StudyPoint } from '../experiments/curves-csv';

/** Mean of paired differences over seeds; its interval is missing for a single seed. */
export interface MeanDifference {
  readonly mean: number;
  readonly interval?: Interval;
}

/** What silencing a pair did at the end of training: changed − untouched of the same seed. */
export interface PairedDifference {
  readonly pair: string;
  readonly from: number;
  /** Differences of each seed, in the order of the seeds. */
  readonly losses: readonly number[];
  readonly loss: MeanDifference;
  readonly accuracy: MeanDifference;
}

/**
 * Differences of changed and untouched runs, paired by seed: of each run the mean over a window of iterations, then
 * changed − untouched; mean and 95 % bootstrap interval over seeds. The same points give the same digits.
 * @returns in the order in which the pairs and iterations come
 * @example
 * pairedDifferences(points, { first: 1950, last: 2000 })[0] // { pair: 'E>E', from: 0, losses: […], loss: { mean: 0.1, interval: { low: 0.05, high: 0.16 } }, … }
 */
export function pairedDifferences(points: readonly StudyPoint[], { first, last }: Window): PairedDifference[] {
  const final = points.filter(({ iteration }) => iteration >= first && iteration <= last);
  const untouched = groupBy(final.filter(({ curve }) => curve === 'untouched'), ({ seed }) => seed);
  const changed = groupBy(final.filter(({ curve }) => curve === 'changed'), ({ pair, from }) => JSON.stringify([pair, from]));
  return [...changed.values()].map((ofOne, n) => {
    const bySeed = [...groupBy(ofOne, ({ seed }) => seed)].filter(([seed]) => untouched.has(seed)).sort(([a], [b]) => a - b);
    const differences = (field: 'loss' | 'accuracy') => bySeed.map(([seed, run]) => meanOf(run, field) - meanOf(untouched.get(seed)!, field));
    const over = (values: number[], index: number) => ({ mean: mean(values), interval: bootstrapInterval(values, stream(1, 'bootstrap', n, index)) });
    const losses = differences('loss');
    return { pair: ofOne[0].pair!, from: ofOne[0].from!, losses, loss: over(losses, 0), accuracy: over(differences('accuracy'), 1) };
  });
}

function meanOf(run: readonly StudyPoint[], field: 'loss' | 'accuracy'): number {
  return mean(run.map((point) => point[field]));
}
