import { mean } from 'simple-statistics';
import { groupBy } from '../../core/stats/group-by';
import { inWindow, type Window } from './final-window';

/** One validation of a run, which has a seed, or, if it is a published one, a number. */
type Validation = { rule: string; iteration: number } & ({ seed: number } | { run: number });

/**
 * Computes the mean of each run's own validations in a window. A run without a validation there, or whose validations lack the value,
 * does not count.
 *
 * @returns by rule, and in each by the seed (of a published run: the number), in the order of the points
 * @example finalMeans(readPublished(), { first: 1950, last: 2000 }, (point) => point.loss).get('e-prop').get(5) // 0.683
 */
export function finalMeans<P extends Validation>(
  points: readonly P[],
  window: Window,
  value: (point: P) => number | null
): Map<string, Map<number, number>> {
  const byRule = groupBy(inWindow(points, window), (point) => point.rule);
  return new Map([...byRule].map(([rule, ofRule]) => {
    const runs = groupBy(ofRule, (point) => 'seed' in point ? point.seed : point.run);
    return [rule, new Map([...runs].flatMap(([run, validations]) => {
      const values = validations.map(value).filter((each) => each !== null);
      return values.length > 0 ? [[run, mean(values)]] : [];
    }))];
  }));
}
