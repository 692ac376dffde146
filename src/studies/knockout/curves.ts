import { groupBy } from '../../core/stats/group-by';
import { meanCurve } from '../../core/stats/mean-curve';
import { movingMean, smoothingWidth, type Sample } from '../../core/stats/moving-mean';
import { sixDigits } from '../../core/stats/six-digits';
import type { DrawnPoint } from '../../plot/drawn-point';
import type { Metric } from '../figure3c/curves';
import type { DrawnNumbers } from '../figure3c/drawn-numbers';
import type { KnockoutPoint } from './curves-csv';

/** Of fewer validations, in windows of the moving mean, a moving mean would be most of the curve. */
const FEWEST_WINDOWS = 3;

/**
 * Computes the curves of a panel; in place of the rule stands the name of the curve. Each run is smoothed by the moving mean of Figure 3C,
 * but its windows end at the change: the two curves are the same up to it, and no point before it knows of what came after.
 * The changed curve begins at the last validation before the change, where both are one.
 * @param from where the change sets in; the validation at `from` is still of the untouched network
 */
export function knockoutCurves(points: readonly KnockoutPoint[], from: number): DrawnNumbers {
  const isSmooth = enoughToSmooth(points);
  const of = (metric: Metric) => [
    ...curveOf(points, 'untouched', metric, from, isSmooth),
    ...sinceFork(curveOf(points, 'changed', metric, from, isSmooth), from),
  ];
  return { loss: of('loss'), accuracy: of('accuracy') };
}

/** Says whether {@link knockoutCurves} smooths: if there are at least 15 validations, 3 windows of the moving mean. */
function enoughToSmooth(points: readonly { iteration: number }[]): boolean {
  return new Set(points.map(({ iteration }) => iteration)).size >= FEWEST_WINDOWS * smoothingWidth;
}

/** Writes what a figure's note says of the smoothing. */
export function smoothingNote(points: readonly { iteration: number }[]): string {
  return enoughToSmooth(points) ? `moving means over ${smoothingWidth} validations` : 'not smoothed';
}

function curveOf(
  points: readonly KnockoutPoint[],
  curve: KnockoutPoint['curve'],
  metric: Metric,
  from: number,
  isSmooth: boolean
): DrawnPoint[] {
  const runs = [...groupBy(points.filter((point) => point.curve === curve), ({ seed }) => seed).values()];
  return meanCurve(runs.map((run) => samplesOf(run, metric, from, isSmooth)))
    .map(({ iteration, runs: count, mean, sd }) =>
      ({ rule: curve, iteration, runs: count, mean: sixDigits(mean), sd: sixDigits(sd), published: null }));
}

/** Lists the samples of one run; up to the change and after it smoothed by itself. */
function samplesOf(run: readonly KnockoutPoint[], metric: Metric, from: number, isSmooth: boolean): Sample[] {
  const ordered = [...run].sort((a, b) => a.iteration - b.iteration);
  const parts = [ordered.filter(({ iteration }) => iteration <= from), ordered.filter(({ iteration }) => iteration > from)];
  return parts.flatMap((part) => {
    const measured = part.filter((point) => point[metric] !== null);
    const values = movingMean(measured.map((point) => point[metric]!), isSmooth ? smoothingWidth : 1);
    return measured.map(({ iteration }, n) => ({ iteration, value: values[n] }));
  });
}

function sinceFork(changed: readonly DrawnPoint[], from: number): DrawnPoint[] {
  const before = changed.filter(({ iteration }) => iteration <= from).length;
  return changed.slice(Math.max(0, before - 1));
}
