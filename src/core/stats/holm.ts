/**
 * Corrects p values for their number by Holm's method: the smallest of n is multiplied by n, the next by n − 1, and so on;
 * none becomes smaller than the one before, or larger than 1. Where nothing is the case, one or more of them fall below
 * 0.05 in at most 5 of 100 studies.
 * @returns in the order given
 * @see Holm, Scandinavian Journal of Statistics 6 (1979)
 * @example
 * holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(ps: readonly number[]): number[] {
  const order = [...ps.keys()].sort((a, b) => ps[a] - ps[b]);
  const corrected = ps.map(() => 0);
  order.reduce((before, index, k) => corrected[index] = Math.min(1, Math.max(before, (ps.length - k) * ps[index])), 0);
  return corrected;
}
