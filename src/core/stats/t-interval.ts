import { mean, sampleStandardDeviation } from 'simple-statistics';
import { InputError } from '../errors';
import { tQuantile } from './student-t';

/** A mean and its 95 % confidence interval. */
export interface Interval {
  readonly mean: number;
  /** Null for a single value. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Computes Student's 95 % interval for the mean: mean ± t s/√n. For paired comparisons, `values` are the differences.
 * @param values at least one
 * @throws InputError if there is none
 * @example
 * tInterval([1, 2, 3]) // mean 2 ± 4.303 · 1/√3: { mean: 2, low: -0.484…, high: 4.484… }
 */
export function tInterval(values: readonly number[]): Interval {
  const n = values.length;
  if (n === 0) throw new InputError('an interval of no values; at least one is needed');
  const middle = mean(values);
  if (n === 1) return { mean: middle, low: null, high: null };
  const half = tQuantile(0.95, n - 1) * sampleStandardDeviation(values) / Math.sqrt(n);
  return { mean: middle, low: middle - half, high: middle + half };
}
