import { groupBy } from '../../core/stats/group-by';
import { smoothingWidth, type Sample } from '../../core/stats/moving-mean';
import { meanOfRuns, smoothedRun } from '../curves/mean-of-runs';
import type { DrawnNumbers, Metric } from '../curves/metric';
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
  const width = enoughToSmooth(points) ? smoothingWidth : 1;
  const curveOf = (curve: KnockoutPoint['curve'], metric: Metric) => {
    const ofCurve = points.filter((point) => point.curve === curve);
    const runs = [...groupBy(ofCurve, ({ seed }) => seed).values()].map((run) => samplesOf(run, metric, from, width));
    return meanOfRuns(curve, runs);
  };
  const panel = (metric: Metric) => {
    const changed = curveOf('changed', metric);
    const before = changed.filter(({ iteration }) => iteration <= from).length;
    return [...curveOf('untouched', metric), ...changed.slice(Math.max(0, before - 1))];
  };
  return { loss: panel('loss'), accuracy: panel('accuracy') };
}

/** Says whether {@link knockoutCurves} smooths: if there are at least 15 validations, 3 windows of the moving mean. */
function enoughToSmooth(points: readonly { iteration: number }[]): boolean {
  return new Set(points.map(({ iteration }) => iteration)).size >= FEWEST_WINDOWS * smoothingWidth;
}

/** Writes what a figure's note says of the smoothing. */
export function smoothingNote(points: readonly { iteration: number }[]): string {
  return enoughToSmooth(points) ? `moving means over ${smoothingWidth} validations` : 'not smoothed';
}

/** Lists the samples of one run; up to the change and after it smoothed by itself. */
function samplesOf(run: readonly KnockoutPoint[], metric: Metric, from: number, width: number): Sample[] {
  const samples = run.flatMap(({ iteration, [metric]: value }) => value === null ? [] : [{ iteration, value }]);
  const parts = [samples.filter(({ iteration }) => iteration <= from), samples.filter(({ iteration }) => iteration > from)];
  return parts.flatMap((part) => smoothedRun(part, width));
}
