/**
 * Computes a quantile by linear interpolation (R's type 7).
 * @param sorted at least one number, in rising order
 * @example quantile([0, 10], 0.25) // 2.5
 */
export function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
