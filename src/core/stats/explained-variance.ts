/**
 * Computes the share of the variance of numbers that a prediction explains, the prediction taken as it is, neither scaled nor shifted:
 * 1 − Σ (actual − predicted)² / Σ (actual − mean of actual)². It is 1 for a perfect prediction, 0 for the mean, and below 0
 * for what predicts worse than the mean.
 * @param predicted of the same length
 * @returns null if `actual` does not vary
 * @example
 * explainedVariance([1, 2, 3], [1, 2, 2]) // 0.5
 */
export function explainedVariance(actual: ArrayLike<number>, predicted: ArrayLike<number>): number | null {
  const mean = meanOf(actual);
  let [left, total] = [0, 0];
  for (let i = 0; i < actual.length; i++) {
    left += (actual[i] - predicted[i]) * (actual[i] - predicted[i]);
    total += (actual[i] - mean) * (actual[i] - mean);
  }
  return total === 0 ? null : 1 - left / total;
}

/**
 * Computes the square of the correlation of two series: the share of variance that the best straight line through the prediction explains,
 * so never less than {@link explainedVariance}.
 * @returns null if one of them does not vary
 * @example
 * squaredCorrelation([1, 2, 3], [-2, -4, -6]) // 1
 */
export function squaredCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - meanA) * (b[i] - meanB);
    aa += (a[i] - meanA) * (a[i] - meanA);
    bb += (b[i] - meanB) * (b[i] - meanB);
  }
  return aa === 0 || bb === 0 ? null : (ab / aa) * (ab / bb);
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
