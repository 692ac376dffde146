import { mean, sampleStandardDeviation } from 'simple-statistics';
import { tProbability } from './student-t';

/**
 * Tests a mean against 0 by Student's t: the two-sided p of t = mean √n / s, which is below 0.05 where 0 lies outside the
 * interval of `tInterval`. For paired comparisons, `values` are the differences.
 * @returns 1 if all are 0; null for fewer than two values
 * @example
 * tTest([1, 2, 3]) // t = 2 √3: 0.074…
 */
export function tTest(values: readonly number[]): number | null {
  const n = values.length;
  if (n < 2) return null;
  if (values.every((value) => value === 0)) return 1;
  return tProbability(mean(values) * Math.sqrt(n) / sampleStandardDeviation(values), n - 1);
}
