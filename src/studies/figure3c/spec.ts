import { stylesOf, type RuleStyle } from '../../plot/colors';
import { axesOf, curvePanel } from '../../plot/curve-panel';
import { framedRow } from '../../plot/framed';
import { figureLayout, type FigureLayout } from '../../plot/layout';
import { linesAbove } from '../../plot/marks';
import type { Layer, MarkStyle, Spec } from '../../plot/theme';
import type { Metric } from './curves';
import { metrics, type DrawnNumbers } from './drawn-numbers';
import { noteOfCurves } from './note';

const titles: Record<Metric, string> = { loss: 'Loss', accuracy: 'Accuracy' };
const limits: Record<Metric, { low?: number; high?: number }> = { loss: { low: 0 }, accuracy: { high: 1 } };

/**
 * Draws Figure 3C as Vega-Lite (schema 5, features of 5.6, data inline): a panel for the loss and one for the accuracy, in each the mean,
 * the band of ± sd, the published mean as a thin dashed line, and labels at the lines' ends.
 *
 * Positions are fixed numbers and nothing depends on how wide a renderer believes a text to be, so that every renderer puts everything at
 * the same place, whatever fonts it has.
 *
 * @param drawn at least one point
 * @param widthMm width of the whole figure in mm, see {@link figureLayout}
 * @param hover whether hovering shows values: for a notebook
 * @throws InputError if the width is not allowed
 * @example figure3cSpec(drawnNumbers(runs, readPublished()), 174)
 */
export function figure3cSpec(drawn: DrawnNumbers, widthMm: number, { hover = false } = {}): Spec {
  const styles = stylesOf(drawn.loss.map((point) => point.rule));
  const layout = figureLayout(widthMm, [...styles.values()].map((style) => style.label));
  const isBeside = metrics.some((metric) => drawn[metric].some((point) => point.published !== null));
  const name = isBeside ? 'Figure 3C' : 'Learning curves';
  const description = `${name}: loss and accuracy during training, mean and standard deviation over runs of each rule`;
  const note = noteOfCurves(drawn.loss, layout.stacked);
  return framedRow(description, layout, metricPanels(drawn, styles, layout, { note, hover }), drawn);
}

/** How {@link metricPanels} look: see {@link curvePanel}. */
interface MetricLook {
  /** Lines above the first panel. */
  readonly note: readonly string[];
  readonly noteStyle?: MarkStyle;
  readonly axis?: { readonly labels: boolean };
  readonly from?: number;
  readonly hover?: boolean;
}

/** Draws panels of loss and accuracy. One above the other, they share the title below them. */
export function metricPanels(
  drawn: DrawnNumbers, styles: Map<string, RuleStyle>, layout: FigureLayout, { note, noteStyle, axis, ...look }: MetricLook,
): Layer[] {
  return metrics.map((metric, n) => curvePanel(drawn[metric], {
    data: metric, styles, size: layout, axes: axesOf(drawn[metric], layout, limits[metric]), ...look,
    x: { ...axis, title: layout.stacked && n === 0 ? null : 'Training iterations' },
    y: { ...axis, title: titles[metric] },
    above: n === 0 ? linesAbove(note, -10, noteStyle) : [],
  }));
}
