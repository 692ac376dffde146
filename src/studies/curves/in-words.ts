import { groupBy } from '../../core/stats/group-by';
import type { Interval } from '../../core/stats/t-interval';
import type { DrawnPoint } from '../../plot/drawn-point';

/**
 * Says how many runs a curve is made of, for each rule where it has most.
 * @example runsShown(points) // 'mean ± sd over 5 runs', 'mean ± sd over 4–5 runs' or 'one run'
 */
export function runsShown(points: readonly DrawnPoint[]): string {
  const ofRules = [...groupBy(points, (point) => point.rule).values()];
  const counts = ofRules.map((ofRule) => ofRule.reduce((most, point) => Math.max(most, point.runs ?? 0), 0));
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  if (most === 1) return 'one run';
  return `mean ± sd over ${fewest === most ? most : `${fewest}–${most}`} runs`;
}

/**
 * Writes mean ± sd; the mean alone of a single run, and a dash if there is none.
 * @example shownSpread({ mean: 0.25, sd: 0.0625 }, 2) // '0.25 ± 0.06'
 */
export function shownSpread(of: { readonly mean: number | null; readonly sd: number | null } | null, digits = 3): string {
  if (!of || of.mean === null) return '–';
  return of.sd === null ? of.mean.toFixed(digits) : `${of.mean.toFixed(digits)} ± ${of.sd.toFixed(digits)}`;
}

/** Writes the mean of an interval, and its ends in brackets if there are any. */
export function partsOfInterval({ mean, low, high }: Interval, shown = (value: number) => value.toFixed(3)): string[] {
  return [shown(mean), ...(low !== null && high !== null ? [`[${shown(low)}, ${shown(high)}]`] : [])];
}

/**
 * Writes a mean difference as tables and figures print it.
 * @example shownDifference({ mean: 0.14, low: 0.083, high: 0.196 }) // '+0.140 [+0.083, +0.196]'
 */
export function shownDifference(difference: Interval): string {
  return partsOfInterval(difference, signed).join(' ');
}

/** Writes a number with its sign: +0.123, −0.045 */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
