/**
 * Computes the cosine of the angle between two vectors: 1 for the same direction, 0 for orthogonal ones, −1 for opposite ones.
 * @param b of the same length
 * @returns null if one of them is all zeros, and so has no direction
 * @example
 * cosine([3, 4], [4, 3]) // 0.96
 */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  // cos = a·b / (|a| |b|)
  return aa === 0 || bb === 0 ? null : ab / (Math.sqrt(aa) * Math.sqrt(bb));
}
