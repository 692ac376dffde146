/**
 * Computes how far an estimate is from what it estimates: 0 where they are equal, 1 for an estimate of zeros.
 * @param exact of the same length
 * @returns null if `exact` is all zeros, so that nothing can be relative to it
 * @example
 * relativeError([3, 3], [3, 4]) // 0.2
 */
export function relativeError(estimate: ArrayLike<number>, exact: ArrayLike<number>): number | null {
  let [squares, size] = [0, 0];
  for (let i = 0; i < exact.length; i++) {
    squares += (estimate[i] - exact[i]) * (estimate[i] - exact[i]);
    size += exact[i] * exact[i];
  }
  // |estimate − exact| / |exact|
  return size === 0 ? null : Math.sqrt(squares) / Math.sqrt(size);
}
