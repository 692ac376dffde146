import { sixDigits } from '../../core/stats/six-digits';
import { formatRows } from '../../core/tables/format-rows';
import type { RunPoint } from '../../core/tables/runs-csv';
import { stylesOf } from '../../plot/colors';
import type { DrawnPoint } from '../../plot/drawn-point';
import { learningCurves, type MeanPoint, type Metric } from './curves';
import type { PublishedPoint } from './published';
import { publishedCurves } from './published-curves';

/** Everything that is drawn, by panel. */
export type DrawnNumbers = Record<Metric, DrawnPoint[]>;

/** The panels, in the order in which they are drawn. */
export const metrics: readonly Metric[] = ['loss', 'accuracy'];

/**
 * Computes the numbers behind the figure: {@link learningCurves} of the runs, and the published curves of the same rules up to
 * the last iteration of the runs. Rounded to 6 significant digits, so that all files say the same.
 *
 * @param runs at least one validation
 * @param published may be empty
 */
export function drawnNumbers(runs: readonly RunPoint[], published: readonly PublishedPoint[]): DrawnNumbers {
  const until = runs.reduce((last, point) => Math.max(last, point.iteration), 0);
  const comparable = published.filter((point) => point.iteration <= until);
  const panel = (metric: Metric) => {
    const curves = learningCurves(runs, metric);
    const theirs = publishedCurves(comparable, metric);
    return [...stylesOf(curves.map((point) => point.rule)).keys()].flatMap((rule) =>
      mergeCurves(rule, curves.filter((point) => point.rule === rule), theirs.get(rule) ?? []));
  };
  return { loss: panel('loss'), accuracy: panel('accuracy') };
}

function mergeCurves(rule: string, ours: MeanPoint[], theirs: { iteration: number; value: number }[]): DrawnPoint[] {
  const ourAt = new Map(ours.map((point) => [point.iteration, point]));
  const theirAt = new Map(theirs.map((sample) => [sample.iteration, sample.value]));
  const iterations = [...new Set([...ourAt.keys(), ...theirAt.keys()])].sort((a, b) => a - b);
  return iterations.map((iteration) => {
    const { runs = null, mean, sd } = ourAt.get(iteration) ?? {};
    return { rule, iteration, runs, mean: sixDigits(mean), sd: sixDigits(sd), published: sixDigits(theirAt.get(iteration)) };
  });
}

/**
 * Writes the numbers drawn as a table: panel, rule, iteration, runs, mean, sd, published; empty where there is nothing.
 *
 * @example formatDrawn(drawnNumbers(runs, [])).split('\n')[1] // 'loss,bptt,0,5,0.693,0.0012,'
 */
export function formatDrawn(drawn: DrawnNumbers): string {
  const columns = ['panel', 'rule', 'iteration', 'runs', 'mean', 'sd', 'published'] as const;
  return formatRows(columns, metrics.flatMap((panel) => drawn[panel].map((point) => ({ panel, ...point }))));
}
