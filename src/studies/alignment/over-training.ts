import { groupBy } from '../../core/stats/group-by';

/**
 * Computes for each run along a path the mean over all that was measured of it, whatever the iteration; what is null does not count,
 * and a run without any number is left out.
 * @param rows of one rule and part
 * @param value the number in question
 * @returns by seed, in the order of the rows
 */
export function overTraining<R extends { readonly path: string; readonly seed: number }>(
  rows: readonly R[], path: string, value: (row: R) => number | null,
): Map<number, number> {
  const measured = rows.filter((row) => row.path === path && value(row) !== null);
  const runs = groupBy(measured, ({ seed }) => seed);
  return new Map([...runs].map(([seed, ofRun]) => [seed, ofRun.reduce((sum, row) => sum + value(row)!, 0) / ofRun.length]));
}
