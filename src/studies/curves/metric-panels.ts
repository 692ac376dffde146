import type { RuleStyle } from '../../plot/colors';
import { axesOf, curvePanel } from '../../plot/curve-panel';
import type { FigureLayout } from '../../plot/layout';
import { linesAbove } from '../../plot/marks';
import type { Layer, MarkStyle } from '../../plot/theme';
import { metrics, type DrawnNumbers, type Metric } from './metric';

const titles: Record<Metric, string> = { loss: 'Loss', accuracy: 'Accuracy' };
const limits: Record<Metric, { low?: number; high?: number }> = { loss: { low: 0 }, accuracy: { high: 1 } };

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
  const shown = metrics.filter((metric) => drawn[metric].length > 0);
  return shown.map((metric, n) => curvePanel(drawn[metric], {
    data: metric, styles, size: layout, axes: axesOf(drawn[metric], layout, limits[metric]), ...look,
    x: { ...axis, title: layout.stacked && n < shown.length - 1 ? null : 'Training iterations' },
    y: { ...axis, title: titles[metric] },
    above: n === 0 ? linesAbove(note, -10, noteStyle) : [],
  }));
}
