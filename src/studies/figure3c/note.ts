import { groupBy } from '../../core/stats/group-by';
import type { DrawnPoint } from '../../plot/drawn-point';
import { ink, type, type Spec } from '../../plot/theme';

/**
 * Layers that say above a panel what its lines and bands are: over how many runs, and what is dashed.
 *
 * @param rows whether each part gets its own row, for a narrow figure
 */
export function noteLayers(points: readonly DrawnPoint[], rows: boolean): Spec[] {
  const published = points.some((point) => point.published !== null) ? ['dashed: published (Liu et al. 2021)'] : [];
  const parts = [runsShown(points), ...published];
  const lines = rows ? parts : [parts.join('; ')];
  return lines.map((text, i) => ({
    data: { values: [{}] },
    mark: { type: 'text', text, color: ink, align: 'left', baseline: 'alphabetic', fontSize: type.note },
    encoding: { x: { value: 0 }, y: { value: -10 - 12 * (lines.length - 1 - i) } },
  }));
}

/**
 * How many runs a curve is made of, for each rule where it has most.
 *
 * @example runsShown(points) // 'mean ± sd over 5 runs', 'mean ± sd over 4–5 runs' or 'one run'
 */
export function runsShown(points: readonly DrawnPoint[]): string {
  const counts = [...groupBy(points, (point) => point.rule).values()].map((ofRule) =>
    ofRule.reduce((most, point) => Math.max(most, point.runs ?? 0), 0));
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  if (most === 1) return 'one run';
  return `mean ± sd over ${fewest === most ? most : `${fewest}–${most}`} runs`;
}
