import { InputError } from '../errors';

/** t at 97.5 % for 1, 2, … 30 degrees of freedom. */
const T = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** A mean and its 95 % confidence interval. */
export interface Interval {
  readonly mean: number;
  /** Null for a single value. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Student's 95 % interval for the mean: mean ± t s/√n. For paired comparisons, `values` are the differences.
 * @param values at least one; above 31, t is that of 30 degrees of freedom, which is a little too wide
 * @throws InputError if there is none
 * @example
 * tInterval([1, 2, 3]) // mean 2 ± 4.303 · 1/√3: { mean: 2, low: -0.484…, high: 4.484… }
 */
export function tInterval(values: readonly number[]): Interval {
  const n = values.length;
  if (n === 0) throw new InputError('an interval of no values; at least one is needed');
  const mean = values.reduce((a, b) => a + b, 0) / n;
  if (n === 1) return { mean, low: null, high: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const half = T[Math.min(n - 1, T.length) - 1] * Math.sqrt(squares / (n - 1) / n);
  return { mean, low: mean - half, high: mean + half };
}
