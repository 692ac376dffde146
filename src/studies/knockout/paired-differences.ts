import { mean } from 'simple-statistics';
import { InputError } from '../../core/errors';
import { groupBy } from '../../core/stats/group-by';
import { holm } from '../../core/stats/holm';
import { sixDigits } from '../../core/stats/six-digits';
import { tInterval, type Interval } from '../../core/stats/t-interval';
import { tTest } from '../../core/stats/t-test';
import { formatRows } from '../../core/tables/format-rows';
import { inWindow, type Window } from '../curves/final-window';
import type { Metric } from '../curves/metric';
import type { StudyPoint } from './curves-csv';

/** What is silent in a run (sender>receiver, several with commas between, or random:share), and from which iteration on. */
export interface Silenced {
  readonly pair: string;
  readonly from: number;
}

/** Groups the changed runs of a study by what is silent, and since when. */
export function runsBySilence(points: readonly StudyPoint[]): StudyPoint[][] {
  const changed = points.filter(({ curve }) => curve === 'changed');
  return [...groupBy(changed, ({ pair, from }) => JSON.stringify([pair, from])).values()];
}

/** Mean of paired differences over seeds, with its 95 % t interval. */
export interface MeanDifference extends Interval {
  /** Of the t test that the mean is 0; null for a single seed. */
  readonly p: number | null;
  /** p, corrected by Holm for all differences of the study, of loss and of accuracy. */
  readonly holm: number | null;
}

/** What silence did at the end of training: changed − untouched of the same seed. */
export interface PairedDifference extends Silenced {
  readonly seeds: readonly number[];
  /** Differences of each seed, in the order of the seeds. */
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
  readonly loss: MeanDifference;
  readonly accuracy: MeanDifference;
}

/**
 * Computes the differences of changed and untouched runs, paired by seed: of each run the mean over a window of iterations, then
 * changed − untouched; mean, 95 % t interval and p over seeds.
 * @throws InputError if the runs have no accuracy
 * @returns in the order in which the pairs and iterations come; those without an untouched run of the same seed are left out
 * @example
 * pairedDifferences(points, { first: 1950, last: 2000 })[0] // { pair: 'E>E', from: 0, losses: […], loss: { mean: 0.14, low: 0.08,
 * high: 0.2, p: 0.002, holm: 0.04 }, … }
 */
export function pairedDifferences(points: readonly StudyPoint[], window: Window): PairedDifference[] {
  const final = inWindow(points, window);
  const bySeedOf = (runs: readonly StudyPoint[]) => groupBy(runs, ({ seed }) => seed);
  const untouched = bySeedOf(final.filter(({ curve }) => curve === 'untouched'));
  const found = runsBySilence(final).map((ofOne) => {
    const bySeed = [...bySeedOf(ofOne)].filter(([seed]) => untouched.has(seed)).sort(([a], [b]) => a - b);
    const of = (field: Metric) => bySeed.map(([seed, run]) => meanOf(run, field) - meanOf(untouched.get(seed)!, field));
    const { pair, from } = ofOne[0] as Silenced;
    return { pair, from, seeds: bySeed.map(([seed]) => seed), losses: of('loss'), accuracies: of('accuracy') };
  });
  const differences = found.filter(({ seeds }) => seeds.length > 0);
  const ps = differences.flatMap(({ losses, accuracies }) => [tTest(losses), tTest(accuracies)]).filter((p) => p !== null);
  const corrected = new Map(holm(ps).map((value, n) => [ps[n], value]));
  const over = (values: readonly number[]): MeanDifference => {
    const p = tTest(values);
    return { ...tInterval(values), p, holm: p === null ? null : corrected.get(p)! };
  };
  return differences.map((each) => ({ ...each, loss: over(each.losses), accuracy: over(each.accuracies) }));
}

/**
 * Writes the differences as a table: pair, from, metric, runs (seeds), mean, low and high of the 95 % t interval, p and holm (see
 * {@link MeanDifference}), worse (seeds in which the changed run is worse), and the difference of each seed; empty where there
 * is nothing. To 6 significant digits.
 */
export function formatDifferences(differences: readonly PairedDifference[]): string {
  const seeds = [...new Set(differences.flatMap((each) => each.seeds))].sort((a, b) => a - b);
  const columns = ['pair', 'from', 'metric', 'runs', 'mean', 'low', 'high', 'p', 'holm', 'worse', ...seeds.map((seed) => `seed ${seed}`)];
  const rows = differences.flatMap(({ pair, from, seeds: present, loss, accuracy, losses, accuracies }) => {
    const row = (metric: Metric, difference: MeanDifference, values: readonly number[], sign: number) => {
      const bySeed = Object.fromEntries(present.map((seed, n) => [`seed ${seed}`, values[n]]));
      const rounded = Object.entries({ ...difference, ...bySeed }).map(([name, value]) => [name, sixDigits(value)]);
      const worse = values.filter((value) => sign * value > 0).length;
      return { pair, from, metric, runs: values.length, worse, ...Object.fromEntries(rounded) };
    };
    return [row('loss', loss, losses, 1), row('accuracy', accuracy, accuracies, -1)];
  });
  return formatRows(columns, rows);
}

function meanOf(run: readonly StudyPoint[], field: Metric): number {
  const values = run.map((point) => point[field]).filter((value) => value !== null);
  if (values.length === 0) throw new InputError('a study of knock-outs needs the accuracy of its runs; allowed are tasks that have one');
  return mean(values);
}
