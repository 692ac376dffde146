import type { DrawnNumbers } from 'mdgl/browser';
import { axesFor, curveSvg, panelSvg, type PanelAxes } from './panel';

export const metrics = ['loss', 'accuracy'] as const;
export type Metric = (typeof metrics)[number];

/** Finds the axes of a metric's panel, which holds what a classification begins with too. */
export function metricAxes(metric: Metric, iterations: number, heights: readonly number[]): PanelAxes {
  return metric === 'loss'
    ? axesFor(iterations, [0.7, ...heights], { low: 0 })
    : axesFor(iterations, [0.41, ...heights], { high: 1 });
}

/** Lists every height of stored curves. */
export function storedHeights(drawn: DrawnNumbers, metric: Metric): number[] {
  const most = metric === 'accuracy' ? 1 : Infinity;
  return drawn[metric].flatMap(({ mean, sd }) => mean === null ? [] : [mean, Math.min(mean + (sd ?? 0), most)]);
}

/** Draws stored curves: mean and band of mean ± sd, and published means. @param labels by rule, for their ends; none if a legend does */
export function storedCurves(drawn: DrawnNumbers, metric: Metric, axes: PanelAxes, labels: Readonly<Record<string, string>>): string {
  const rules = [...new Set(drawn[metric].map(({ rule }) => rule))];
  return rules.map((rule) => {
    const points = drawn[metric].filter((point) => point.rule === rule);
    const means = points.flatMap(({ iteration, mean, sd }) => mean === null ? [] : [{ iteration, value: mean, sd: sd ?? 0 }]);
    const theirs = points.flatMap(({ iteration, published }) => published === null ? [] : [{ iteration, value: published }]);
    return curveSvg(axes, theirs, `published rule-${rule}`, '') + curveSvg(axes, means, `mean rule-${rule}`, labels[rule] ?? '');
  }).join('');
}

/** Draws a panel of stored curves. */
export function storedPanel(drawn: DrawnNumbers, metric: Metric, iterations: number, labels: Readonly<Record<string, string>>): string {
  const axes = metricAxes(metric, iterations, storedHeights(drawn, metric));
  return panelSvg(metric, axes, storedCurves(drawn, metric, axes, labels));
}
