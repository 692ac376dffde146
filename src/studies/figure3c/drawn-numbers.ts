import { groupBy } from '../../core/stats/group-by';
import { sixDigits } from '../../core/stats/six-digits';
import { formatRows } from '../../core/tables/format-rows';
import type { RunPoint } from '../../core/tables/runs-csv';
import { metrics, type DrawnNumbers, type Metric } from '../curves/metric';
import { learningCurves, publishedCurve } from './curves';
import type { PublishedPoint } from './published';

/**
 * Computes the numbers behind the figure: {@link learningCurves} of the runs, and the published curves of the same rules up to
 * the last iteration of the runs. Rounded to 6 significant digits, so that all files say the same.
 * @param runs at least one validation
 * @param published may be empty
 */
export function drawnNumbers(runs: readonly RunPoint[], published: readonly PublishedPoint[]): DrawnNumbers {
  const until = runs.reduce((last, point) => Math.max(last, point.iteration), 0);
  const comparable = published.filter((point) => point.iteration <= until);
  const panel = (metric: Metric) => [...groupBy(learningCurves(runs, metric), ({ rule }) => rule)].flatMap(([rule, curve]) => {
    const ours = new Map(curve.map((point) => [point.iteration, point]));
    const samples = publishedCurve(comparable.filter((point) => point.rule === rule), metric);
    const theirs = new Map(samples.map(({ iteration, value }) => [iteration, value]));
    return [...new Set([...ours.keys(), ...theirs.keys()])].sort((a, b) => a - b).map((iteration) => {
      const { runs: count = null, mean, sd } = ours.get(iteration) ?? {};
      return { rule, iteration, runs: count, mean: sixDigits(mean), sd: sixDigits(sd), published: sixDigits(theirs.get(iteration)) };
    });
  });
  return { loss: panel('loss'), accuracy: panel('accuracy') };
}

/**
 * Writes the numbers drawn as a table: panel, rule, iteration, runs, mean, sd, published; empty where there is nothing.
 * @example formatDrawn(drawnNumbers(runs, [])).split('\n')[1] // 'loss,bptt,0,5,0.693,0.0012,'
 */
export function formatDrawn(drawn: DrawnNumbers): string {
  const columns = ['panel', 'rule', 'iteration', 'runs', 'mean', 'sd', 'published'] as const;
  const rows = metrics.flatMap((panel) => drawn[panel].map((point) => ({ panel, ...point })));
  return formatRows(columns, rows);
}
