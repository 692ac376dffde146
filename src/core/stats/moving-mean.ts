import { mean } from 'simple-statistics';

/**
 * Computes the centred moving mean: entry i becomes the mean of the `width` entries around it; near both ends, of those that exist.
 *
 * @param values any length, also 0
 * @param width odd number of entries
 * @returns as many numbers as `values` has
 * @example movingMean([0, 3, 6, 9], 3) // [1.5, 3, 6, 7.5]
 */
export function movingMean(values: readonly number[], width: number): number[] {
  const half = (width - 1) / 2;
  return values.map((_, i) => mean(values.slice(Math.max(0, i - half), i + half + 1)));
}

/** What is smoothed: a value at an iteration. */
export interface Sample {
  iteration: number;
  value: number;
}

/** Validations in one moving mean of Figure 3C. */
export const smoothingWidth = 5;

/**
 * Makes a curve as Figure 3C shows it: ordered by iteration, {@link movingMean} over 5 consecutive validations (whatever the
 * iterations between them), then the last point dropped, as in the published figure. A lone point is kept as it is.
 *
 * @example smoothCurve([{ iteration: 10, value: 3 }, { iteration: 0, value: 1 }]) // [{ iteration: 0, value: 2 }]
 */
export function smoothCurve(samples: readonly Sample[]): Sample[] {
  const ordered = [...samples].sort((a, b) => a.iteration - b.iteration);
  const means = movingMean(ordered.map((sample) => sample.value), smoothingWidth);
  const smoothed = ordered.map(({ iteration }, i) => ({ iteration, value: means[i]! }));
  return smoothed.slice(0, Math.max(1, smoothed.length - 1));
}
