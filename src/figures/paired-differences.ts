import { mean } from 'simple-statistics';
import { groupBy } from './curves';
import type { Window } from './final-table';
import { stream } from '../random';
import { csvCell } from '../runs-csv';
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
  readonly seeds: readonly number[];
  /** Differences of each seed, in the order of the seeds. */
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
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
    const [losses, accuracies] = [differences('loss'), differences('accuracy')];
    return { pair: ofOne[0].pair!, from: ofOne[0].from!, seeds: bySeed.map(([seed]) => seed), losses, accuracies, loss: over(losses, 0), accuracy: over(accuracies, 1) };
  });
}

/**
 * A mean difference as tables and figures print it.
 * @example shownDifference({ mean: 0.14, interval: { low: 0.103, high: 0.174 } }) // '+0.140 [+0.103, +0.174]'
 */
export function shownDifference(difference: MeanDifference): string {
  return partsOfDifference(difference).join(' ');
}

/** The mean, and the interval where there is one, as {@link shownDifference} joins them. */
export function partsOfDifference({ mean: middle, interval }: MeanDifference): string[] {
  return [signed(middle), ...(interval ? [`[${signed(interval.low)}, ${signed(interval.high)}]`] : [])];
}

/** +0.123, −0.045 */
function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

/**
 * The differences as a table: pair, from, metric, runs (seeds), mean, low and high of the interval, worse (seeds in which the
 * changed run is worse), and the difference of each seed; empty where there is nothing. To 6 significant digits.
 */
export function formatDifferences(differences: readonly PairedDifference[]): string {
  const seeds = [...new Set(differences.flatMap((each) => each.seeds))].sort((a, b) => a - b);
  const row = ({ pair, from, seeds: present }: PairedDifference, metric: string, { mean: middle, interval }: MeanDifference, values: readonly number[], worse: number) =>
    [csvCell(pair), from, metric, values.length, rounded(middle), rounded(interval?.low), rounded(interval?.high), worse, ...seeds.map((seed) => rounded(values[present.indexOf(seed)]))].join(',');
  const lines = differences.flatMap((each) => [
    row(each, 'loss', each.loss, each.losses, each.losses.filter((value) => value > 0).length),
    row(each, 'accuracy', each.accuracy, each.accuracies, each.accuracies.filter((value) => value < 0).length),
  ]);
  return `${[['pair,from,metric,runs,mean,low,high,worse', ...seeds.map((seed) => `seed ${seed}`)].join(','), ...lines].join('\n')}\n`;
}

function rounded(value?: number): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(6));
}

function meanOf(run: readonly StudyPoint[], field: 'loss' | 'accuracy'): number {
  return mean(run.map((point) => point[field]));
}
