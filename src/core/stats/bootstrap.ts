import { mean } from 'simple-statistics';
import { below, type Stream } from '../random';

/**
 * Computes the percentile bootstrap interval of a mean: the middle `share` of the means of samples drawn with replacement. Of few
 * values it is too narrow: at 95 %, from normal values, it holds the true mean in about 85 of 100 cases for n = 5, in 90 for
 * n = 10, in 93 for n = 20; then take `tInterval`, which holds it in 95.
 * @returns undefined for fewer than two values
 * @see Efron & Tibshirani, An Introduction to the Bootstrap (1993), chapter 13
 * @example
 * bootstrapInterval([1, 2, 3], stream(1, 'bootstrap')) // { low: 1, high: 3 }
 */
export function bootstrapInterval(
  values: readonly number[], from: Stream, { share = 0.95, samples = 10_000 } = {},
): { low: number; high: number } | undefined {
  if (values.length < 2) return undefined;
  const means = Float64Array.from({ length: samples }, () => mean(values.map(() => values[below(from, values.length)]))).sort();
  const outside = Math.floor(samples * (1 - share) / 2);
  return { low: means[outside], high: means[samples - 1 - outside] };
}
