import { mean } from 'simple-statistics';
import { groupBy } from '../../core/stats/group-by';
import { smoothCurve, type Sample } from '../../core/stats/moving-mean';
import type { Metric } from './curves';
import type { PublishedPoint } from './published';

/**
 * Computes the published curve of each rule as the figure shows it: {@link smoothCurve} of the mean over the runs that were validated at
 * an iteration.
 *
 * @example publishedCurves(readPublished(), 'loss').get('mdgl') // 200 samples, iterations 0 … 1990
 */
export function publishedCurves(points: readonly PublishedPoint[], metric: Metric): Map<string, Sample[]> {
  const curves = [...groupBy(points, (point) => point.rule)].map(([rule, ofRule]) => {
    const byIteration = [...groupBy(ofRule, (point) => point.iteration)];
    return [
      rule,
      smoothCurve(byIteration.map(([iteration, runs]) => ({ iteration, value: mean(runs.map((run) => run[metric])) }))),
    ] as const;
  });
  return new Map(curves);
}
