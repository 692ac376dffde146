import { groupBy } from '../../core/stats/group-by';
import { meanAndSd } from '../../core/stats/mean-and-sd';
import type { RunPoint } from '../../core/tables/runs-csv';
import { stylesOf } from '../../plot/colors';
import { smoothCurve, type Sample } from '../../core/stats/moving-mean';

/** What a panel of the figure shows. */
export type Metric = 'loss' | 'accuracy';

/** A rule's curve at one iteration: mean and sd (n − 1) over `runs` runs; sd is null where there is one run. */
export interface MeanPoint {
  rule: string;
  iteration: number;
  runs: number;
  mean: number;
  sd: number | null;
}

/**
 * Learning curves of every rule, in this order of steps:
 * 1. each run is smoothed by itself ({@link smoothCurve}: moving mean over 5 validations, last point dropped);
 * 2. at each iteration, mean and sd (n − 1) of the smoothed runs of a rule.
 *
 * Smoothing the mean would give the same mean but another sd. A run counts at the iterations at which it was validated;
 * runs of one rule need not share them.
 *
 * @returns rules in the order of {@link stylesOf}, each by rising iteration
 * @example learningCurves(parseRuns(text, 'runs.csv'), 'loss')[0]
 * // { rule: 'bptt', iteration: 0, runs: 5, mean: 0.69, sd: 0.001 }
 */
export function learningCurves(points: readonly RunPoint[], metric: Metric): MeanPoint[] {
  const byRule = groupBy(points, (point) => point.rule);
  return [...stylesOf(byRule.keys()).keys()].flatMap((rule) => {
    const runs = groupBy(byRule.get(rule)!, (point) => point.seed);
    const smoothed = [...runs.values()].flatMap((run) => smoothCurve(run.flatMap((point) => samplesOf(point, metric))));
    const byIteration = [...groupBy(smoothed, (sample) => sample.iteration)].sort(([a], [b]) => a - b);
    return byIteration.map(([iteration, samples]) => {
      const values = samples.map((sample) => sample.value);
      return { rule, iteration, runs: values.length, ...meanAndSd(values) };
    });
  });
}

/** None if the task has no accuracy. */
function samplesOf(point: RunPoint, metric: Metric): Sample[] {
  const value = point[metric];
  return value === null ? [] : [{ iteration: point.iteration, value }];
}
