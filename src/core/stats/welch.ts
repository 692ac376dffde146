import { mean, sampleVariance } from 'simple-statistics';
import { InputError } from '../errors';
import { tProbability, tQuantile } from './student-t';
import type { Interval } from './t-interval';

/** Difference of the means of two groups, with its 95 % interval. */
export interface Welch extends Interval {
  /** Two-sided, of no difference. */
  readonly p: number;
  /** Degrees of freedom of the t distribution. */
  readonly freedom: number;
}

/**
 * Compares two independent groups, whose variances may differ, by Welch's t: the mean of the first − the mean of the second.
 * @param a at least two values
 * @param b at least two values
 * @throws InputError if there are fewer, or neither group varies
 * @see Welch, Biometrika 34 (1947)
 * @example
 * welch([1, 2, 3], [2, 4, 6]) // { mean: -2, low: -6.16…, high: 2.16…, p: 0.22…, freedom: 2.94… }
 */
export function welch(a: readonly number[], b: readonly number[]): Welch {
  if (Math.min(a.length, b.length) < 2) {
    throw new InputError(`groups of ${a.length} and ${b.length}; Welch's t needs two values or more in each`);
  }
  const [ofA, ofB] = [sampleVariance(a) / a.length, sampleVariance(b) / b.length];
  const variance = ofA + ofB;
  if (variance === 0) throw new InputError("two groups without any variance; Welch's t needs some in one of them");
  const difference = mean(a) - mean(b);
  const freedom = variance ** 2 / (ofA ** 2 / (a.length - 1) + ofB ** 2 / (b.length - 1));
  const half = tQuantile(0.95, freedom) * Math.sqrt(variance);
  return {
    mean: difference,
    low: difference - half,
    high: difference + half,
    p: tProbability(difference / Math.sqrt(variance), freedom),
    freedom,
  };
}
