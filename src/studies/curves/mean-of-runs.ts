import { meanCurve } from '../../core/stats/mean-curve';
import { movingMean, smoothingWidth, type Sample } from '../../core/stats/moving-mean';
import { sixDigits } from '../../core/stats/six-digits';
import type { DrawnPoint } from '../../plot/drawn-point';

/** Computes the points of a curve: mean and sd (n − 1) over runs, to 6 significant digits, so that all files say the same. */
export function meanOfRuns(rule: string, runs: readonly (readonly Sample[])[]): DrawnPoint[] {
  return meanCurve(runs).map(({ mean, sd, ...of }) => ({ rule, ...of, mean: sixDigits(mean), sd: sixDigits(sd), published: null }));
}

/** Orders a run by iteration, and smooths it by the moving mean of Figure 3C; {@link smoothCurve} drops the last point besides. */
export function smoothedRun(run: readonly Sample[], width = smoothingWidth): Sample[] {
  const ordered = [...run].sort((a, b) => a.iteration - b.iteration);
  const values = ordered.map(({ value }) => value);
  const means = movingMean(values, width);
  return ordered.map(({ iteration }, n) => ({ iteration, value: means[n]! }));
}
