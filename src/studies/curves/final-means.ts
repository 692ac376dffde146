import { mean } from 'simple-statistics';
import { groupBy } from '../../core/stats/group-by';
import { meanAndSd } from '../../core/stats/mean-and-sd';
import type { RunPoint } from '../../core/tables/runs-csv';
import { stylesOf } from '../../plot/colors';
import { inWindow, type Window } from './final-window';

/** One validation of a run, which has a seed, or, if it is a published one, a number. */
type Validation = { rule: string; iteration: number } & ({ seed: number } | { run: number });

/**
 * Computes the mean of each run's own validations in a window. A run without a validation there, or whose validations lack the value,
 * does not count.
 * @returns by rule, and in each by the seed (of a published run: the number), in the order of the points
 * @example finalMeans(readPublished(), { first: 1950, last: 2000 }, (point) => point.loss).get('e-prop').get(5) // 0.683
 */
export function finalMeans<P extends Validation>(
  points: readonly P[],
  window: Window,
  value: (point: P) => number | null
): Map<string, Map<number, number>> {
  const means = new Map<string, Map<number, number>>();
  for (const [rule, ofRule] of groupBy(inWindow(points, window), (point) => point.rule)) {
    means.set(rule, new Map());
    for (const [run, validations] of groupBy(ofRule, (point) => 'seed' in point ? point.seed : point.run)) {
      const values = validations.map(value).filter((each) => each !== null);
      if (values.length > 0) means.get(rule)!.set(run, mean(values));
    }
  }
  return means;
}

/** Mean and sd (n − 1, null for one run) of the runs' own means over a window of iterations. */
interface FinalStatistics extends Record<'loss' | 'rateHz', ReturnType<typeof meanAndSd>> {
  rule: string;
  runs: number;
  /** Null if the task has none. */
  accuracy: ReturnType<typeof meanAndSd> | null;
}

/**
 * Computes the final loss, accuracy and firing rate of each rule: first the mean of every run over the window, then mean and sd
 * (n − 1) of these means over runs. Nothing is smoothed. A run without a validation in the window does not count.
 */
export function finalStatistics(points: readonly RunPoint[], window: Window): FinalStatistics[] {
  const over = (field: 'loss' | 'accuracy' | 'rateHz') => finalMeans(points, window, (point) => point[field]);
  const [loss, accuracy, rateHz] = [over('loss'), over('accuracy'), over('rateHz')];
  const spread = (means: typeof loss, rule: string) => meanAndSd([...means.get(rule)!.values()]);
  return [...stylesOf(loss.keys()).keys()].map((rule) => ({
    rule,
    runs: loss.get(rule)!.size,
    loss: spread(loss, rule),
    accuracy: accuracy.get(rule)!.size > 0 ? spread(accuracy, rule) : null,
    rateHz: spread(rateHz, rule),
  }));
}

/**
 * Computes the differences of two rules, seed by seed; seeds that only one of them has are left out.
 * @example differencesBySeed(new Map([[1, 0.5], [2, 0.7]]), new Map([[1, 0.4]])) // [0.1]
 */
export function differencesBySeed(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number[] {
  return [...a].flatMap(([seed, value]) => b.has(seed) ? [value - b.get(seed)!] : []);
}
