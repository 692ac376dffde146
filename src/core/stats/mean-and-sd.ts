import { mean, sampleStandardDeviation } from 'simple-statistics';

/**
 * Computes mean and standard deviation (n − 1) of at least one number; the sd of a single one is null.
 *
 * @example meanAndSd([1, 2, 3]) // { mean: 2, sd: 1 }
 */
export function meanAndSd(values: number[]): { mean: number; sd: number | null } {
  return { mean: mean(values), sd: values.length > 1 ? sampleStandardDeviation(values) : null };
}
