import { groupBy } from '../../core/stats/group-by';
import { quantile } from '../../core/stats/quantile';
import { sixDigits } from '../../core/stats/six-digits';
import { tInterval } from '../../core/stats/t-interval';
import { aligned } from '../../core/tables/aligned';
import type { RunPoint } from '../../core/tables/runs-csv';
import type { Task } from '../../core/tasks/task';
import { stylesOf } from '../../plot/colors';
import { differencesBySeed } from './final-means';

/** Median and quartiles of the losses of a rule's runs at one iteration. */
export interface QuartilePoint {
  rule: string;
  iteration: number;
  runs: number;
  lower: number;
  median: number;
  upper: number;
}

/**
 * Computes the curves of every rule, to 6 significant digits; nothing is smoothed.
 * @returns rules in the order of {@link stylesOf}, each by rising iteration
 */
export function quartileCurves(points: readonly RunPoint[]): QuartilePoint[] {
  const byRule = groupBy(points, ({ rule }) => rule);
  return [...stylesOf(byRule.keys()).keys()].flatMap((rule) => {
    const byIteration = [...groupBy(byRule.get(rule)!, ({ iteration }) => iteration)].sort(([a], [b]) => a - b);
    return byIteration.map(([iteration, runs]) => {
      const losses = runs.map(({ loss }) => loss).sort((a, b) => a - b);
      const [lower, median, upper] = [0.25, 0.5, 0.75].map((share) => sixDigits(quantile(losses, share))!);
      return { rule, iteration, runs: runs.length, lower, median, upper };
    });
  });
}

/**
 * Writes the table for the terminal: the losses of each rule where the shortest run ends, and how many times as high they are as those
 * of the rule before it, paired by seed.
 * @returns lines ending in \n
 */
export function quartileTable(points: readonly RunPoint[], { source, reported }: Pick<Task, 'source' | 'reported'>): string {
  const curves = quartileCurves(points);
  const ends = [...groupBy(curves, ({ rule }) => rule).values()].map((curve) => curve.at(-1)!.iteration);
  const last = Math.min(...ends);
  const shown = (loss: number) => loss.toExponential(2);
  const rows = curves.filter(({ iteration }) => iteration === last)
    .map(({ rule, runs, lower, median, upper }) => [rule, String(runs), shown(median), shown(lower), shown(upper)]);
  const byRule = groupBy(points.filter(({ iteration }) => iteration === last), ({ rule }) => rule);
  const logs = (rule: string) => new Map(byRule.get(rule)?.map(({ seed, loss }) => [seed, Math.log(loss)]));
  const pairs = rows.slice(1).flatMap(([rule], n) => {
    const differences = differencesBySeed(logs(rule), logs(rows[n][0]));
    if (differences.length < 2) return [];
    const [times, low, high] = Object.values(tInterval(differences)).map((value) => Math.exp(value!).toFixed(2));
    const higher = differences.filter((difference) => difference > 0).length;
    return [`${rule} / ${rows[n][0]}: ${times} [${low}, ${high}], higher in ${higher} of ${differences.length} seeds`];
  });
  return [
    `Iteration ${last}: median and quartiles of the runs' losses.`, '',
    ...aligned([['rule', 'runs', 'median', 'lower quartile', 'upper quartile'], ...rows]), '',
    ...(pairs.length > 0 ? ['Loss, paired by seed: ratio [95 % t interval], by logarithms.', '', ...pairs, ''] : []),
    ...(reported === undefined ? [] : [`Reported by ${source}: ${reported}.`, '']),
  ].join('\n');
}
