/**
 * The functions of simple-statistics that we use. Its own types describe an ES module, which CommonJS may not import,
 * although the package has a CommonJS build as well.
 */
declare module 'simple-statistics' {
  /** Sum with error correction, divided by the count. */
  export function mean(values: readonly number[]): number;
  /** The middle value, or the mean of the two in the middle. */
  export function median(values: readonly number[]): number;
  /** With n − 1; at least two values. */
  export function sampleStandardDeviation(values: readonly number[]): number;
  /** With n − 1; at least two values. */
  export function sampleVariance(values: readonly number[]): number;
  /** Exact k-means on a line: the values of each cluster, all in rising order. One cluster of values that are all the same. */
  export function ckmeans(values: readonly number[], clusters: number): number[][];
  /** Natural logarithm of the gamma function. */
  export function gammaln(x: number): number;
}
