import { groupBy } from '../../core/stats/group-by';
import type { DrawnPoint } from '../../plot/drawn-point';

/**
 * Says what a panel's lines and bands are: over how many runs, and what is dashed.
 *
 * @param rows whether each part gets its own row, for a narrow figure
 */
export function noteOfCurves(points: readonly DrawnPoint[], rows: boolean): string[] {
  const published = points.some((point) => point.published !== null) ? ['dashed: published (Liu et al. 2021)'] : [];
  const parts = [runsShown(points), ...published];
  return rows ? parts : [parts.join('; ')];
}

/**
 * Says how many runs a curve is made of, for each rule where it has most.
 *
 * @example runsShown(points) // 'mean ± sd over 5 runs', 'mean ± sd over 4–5 runs' or 'one run'
 */
export function runsShown(points: readonly DrawnPoint[]): string {
  const ofRules = [...groupBy(points, (point) => point.rule).values()];
  const counts = ofRules.map((ofRule) => ofRule.reduce((most, point) => Math.max(most, point.runs ?? 0), 0));
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  if (most === 1) return 'one run';
  return `mean ± sd over ${fewest === most ? most : `${fewest}–${most}`} runs`;
}
