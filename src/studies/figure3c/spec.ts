import { axisRange, iterationRange, ticks, type AxisRange } from '../../plot/axis-range';
import { stylesOf, type RuleStyle } from '../../plot/colors';
import { curveLayers } from '../../plot/curve-layers';
import type { Metric } from './curves';
import { metrics, type DrawnNumbers } from './drawn-numbers';
import type { DrawnPoint } from '../../plot/drawn-point';
import { endLabels } from '../../plot/end-labels';
import { framed } from '../../plot/framed';
import { figureLayout, type FigureLayout } from '../../plot/layout';
import { lineEnds } from '../../plot/line-ends';
import { noteLayers } from './note';
import type { Spec } from '../../plot/theme';

const titles: Record<Metric, string> = { loss: 'Loss', accuracy: 'Accuracy' };
const limits: Record<Metric, { low?: number; high?: number }> = { loss: { low: 0 }, accuracy: { high: 1 } };

/**
 * Figure 3C as Vega-Lite (schema 5, features of 5.6, data inline): a panel for the loss and one for the accuracy, in
 * each the mean, the band of ± sd, the published mean as a thin dashed line, and labels at the lines' ends.
 *
 * Positions are fixed numbers and nothing depends on how wide a renderer believes a text to be, so that every renderer
 * puts everything at the same place, whatever fonts it has.
 *
 * @param drawn at least one point
 * @param widthMm width of the whole figure in mm, see {@link figureLayout}
 * @param hover whether hovering shows values: for a notebook
 * @throws {InputError} if the width is not allowed
 * @example figure3cSpec(drawnNumbers(runs, readPublished()), 174)
 */
export function figure3cSpec(drawn: DrawnNumbers, widthMm: number, { hover = false } = {}): Spec {
  const styles = stylesOf(drawn.loss.map((point) => point.rule));
  const layout = figureLayout(widthMm, [...styles.values()].map((style) => style.label));
  const panels = metrics.map((metric) => panel(metric, drawn[metric], styles, layout, hover));
  const isBeside = metrics.some((metric) => drawn[metric].some((point) => point.published !== null));
  const name = isBeside ? 'Figure 3C' : 'Learning curves';
  return framed(`${name}: loss and accuracy during training, mean and standard deviation over runs of each rule`, layout, panels, drawn);
}

function panel(metric: Metric, points: DrawnPoint[], styles: Map<string, RuleStyle>, layout: FigureLayout, hover: boolean): Spec {
  const axes = { x: iterationRange(points, layout.panelWidth < 140 ? 2 : 4), y: axisRange(heights(points), limits[metric]) };
  const y = (field: string): Spec => ({
    field,
    type: 'quantitative',
    scale: scaleOf(axes.y),
    axis: { values: ticks(axes.y), title: titles[metric], titleX: -34, titleY: layout.panelHeight / 2 },
  });
  const encoding = {
    x: { field: 'iteration', type: 'quantitative', scale: scaleOf(axes.x), axis: xAxis(metric, axes.x, layout) },
    color: colorsOf(styles),
  };
  return {
    width: layout.panelWidth,
    height: layout.panelHeight,
    data: { name: metric },
    layer: [
      { layer: curveLayers(points, y, hover), encoding },
      ...endLabels(lineEnds(points, axes, styles, layout), layout),
      ...(metric === metrics[0] ? noteLayers(points, layout.stacked) : []),
    ],
  };
}

/** One above the other, the panels share the title below them. */
function xAxis(metric: Metric, range: AxisRange, layout: FigureLayout): Spec {
  const titled = !layout.stacked || metric === metrics.at(-1);
  return {
    values: ticks(range),
    format: 'd',
    title: titled ? 'Training iterations' : null,
    titleX: layout.panelWidth / 2,
    titleY: 32,
  };
}

function scaleOf({ low, high }: AxisRange): Spec {
  return { domain: [low, high], nice: false, zero: false };
}

function colorsOf(styles: Map<string, RuleStyle>): Spec {
  const range = [...styles.values()].map((style) => style.color);
  return { field: 'rule', type: 'nominal', scale: { domain: [...styles.keys()], range }, legend: null };
}

/** Every height that a panel has to hold. */
function heights(points: DrawnPoint[]): number[] {
  return points.flatMap(({ mean, sd, published }) => [
    ...(mean === null ? [] : [mean - (sd ?? 0), mean + (sd ?? 0)]),
    ...(published === null ? [] : [published]),
  ]);
}
