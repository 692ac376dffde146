import { mean } from 'simple-statistics';
import { groupBy } from '../../core/stats/group-by';
import { meanCurve, type MeanSample } from '../../core/stats/mean-curve';
import { smoothCurve, type Sample } from '../../core/stats/moving-mean';
import type { RunPoint } from '../../core/tables/runs-csv';
import { stylesOf } from '../../plot/colors';
import type { Metric } from '../curves/metric';
import type { PublishedPoint } from './published';

/** A rule's curve at one iteration. */
export interface MeanPoint extends MeanSample {
  rule: string;
}

/**
 * Computes the learning curves of every rule, in this order of steps:
 * 1. each run is smoothed by itself ({@link smoothCurve}: moving mean over 5 validations, last point dropped);
 * 2. at each iteration, mean and sd (n − 1) of the smoothed runs of a rule.
 *
 * Smoothing the mean would give the same mean but another sd.
 * @returns rules in the order of {@link stylesOf}, each by rising iteration
 * @example learningCurves(parseRuns(text, 'runs.csv'), 'loss')[0]
 * // { rule: 'bptt', iteration: 0, runs: 5, mean: 0.69, sd: 0.001 }
 */
export function learningCurves(points: readonly RunPoint[], metric: Metric): MeanPoint[] {
  const byRule = groupBy(points, (point) => point.rule);
  return [...stylesOf(byRule.keys()).keys()].flatMap((rule) => {
    const runs = groupBy(byRule.get(rule)!, (point) => point.seed);
    return meanCurve([...runs.values()].map((run) => smoothCurve(run.flatMap((point) => samplesOf(point, metric)))))
      .map((point) => ({ rule, ...point }));
  });
}

/** Lists a point's sample; none if the task has no accuracy. */
function samplesOf(point: RunPoint, metric: Metric): Sample[] {
  const value = point[metric];
  return value === null ? [] : [{ iteration: point.iteration, value }];
}

/**
 * Computes the published curve of a rule as the figure shows it: {@link smoothCurve} of the mean over the runs that were validated at an
 * iteration.
 * @param points of the rule
 */
export function publishedCurve(points: readonly PublishedPoint[], metric: Metric): Sample[] {
  const byIteration = [...groupBy(points, ({ iteration }) => iteration)];
  return smoothCurve(byIteration.map(([iteration, runs]) => ({ iteration, value: mean(runs.map((run) => run[metric])) })));
}
