import { iterationRange, axisRange, ticks, type AxisRange } from '../../plot/axis-range';
import type { RuleStyle } from '../../plot/colors';
import { curveLayers } from '../../plot/curve-layers';
import type { Metric } from '../figure3c/curves';
import type { DrawnPoint } from '../../plot/drawn-point';
import { endLabels } from '../../plot/end-labels';
import type { PanelSize } from '../../plot/layout';
import { lineEnds } from '../../plot/line-ends';
import { ink, type, type Spec } from '../../plot/theme';

/** Axes of a panel. */
interface Axes {
  readonly x: AxisRange;
  readonly y: AxisRange;
}

/** What a panel shows beside its curves. */
interface PanelOptions {
  /** Name of its data in the specification. */
  readonly data: string;
  readonly axes: Axes;
  readonly size: PanelSize;
  /** Where the change sets in: a vertical line, but for 0. */
  readonly from: number;
  /** Without a title an axis has no labels either. */
  readonly xTitle?: { readonly text: string; readonly x: number };
  readonly yTitle?: string;
  /** Lines above the panel. */
  readonly title?: readonly string[];
  /** Whether the curves are named at their ends. */
  readonly labelled: boolean;
}

const limits: Record<Metric, { low?: number; high?: number }> = { loss: { low: 0 }, accuracy: { high: 1 } };

/** Axes on which all points can be drawn. */
export function axesOf(points: readonly DrawnPoint[], metric: Metric, { panelWidth }: PanelSize): Axes {
  const heights = points.flatMap(({ mean, sd }) => mean === null ? [] : [mean - (sd ?? 0), mean + (sd ?? 0)]);
  return { x: iterationRange(points, panelWidth < 140 ? 2 : 4), y: axisRange(heights, limits[metric]) };
}

/** Widths of the means: the changed curve is the thinner one and lies on the other, which is then seen where they are the same. */
const widths = { untouched: 2.3, changed: 1 };

/** One panel of a knock-out's figure: bands, means, and where the change sets in. */
export function knockoutPanel(points: readonly DrawnPoint[], styles: Map<string, RuleStyle>, { data, axes, size, from, xTitle, yTitle, title = [], labelled }: PanelOptions): Spec {
  const y = (field: string): Spec => ({
    field,
    type: 'quantitative',
    scale: scaleOf(axes.y),
    axis: { values: ticks(axes.y), labels: yTitle !== undefined, title: yTitle ?? null, titleX: -34, titleY: size.panelHeight / 2 },
  });
  const encoding = {
    x: {
      field: 'iteration',
      type: 'quantitative',
      scale: scaleOf(axes.x),
      axis: { values: ticks(axes.x), format: 'd', labels: xTitle !== undefined, title: xTitle?.text || null, titleX: xTitle?.x ?? 0, titleY: 32 },
    },
    color: { field: 'rule', type: 'nominal', scale: { domain: [...styles.keys()], range: [...styles.values()].map(({ color }) => color) }, legend: null },
  };
  return {
    width: size.panelWidth,
    height: size.panelHeight,
    data: { name: data },
    layer: [
      ...(from > 0 ? [fromLine(from, axes.x, size)] : []),
      { layer: curveLayers(points, y).flatMap(withWidths), encoding },
      ...(labelled ? endLabels(lineEnds(points, axes, styles, size), size) : []),
      ...title.map((line, n) => textAbove(line, -6 - 12 * (title.length - 1 - n), 'bold')),
    ],
  };
}

/** In place of a layer of lines one for each curve. */
function withWidths(layer: Spec): Spec[] {
  const mark = layer.mark as Spec;
  if (mark.type !== 'line') return [layer];
  return Object.entries(widths).map(([curve, strokeWidth]) => ({ ...layer, transform: [...layer.transform as Spec[], { filter: { field: 'rule', equal: curve } }], mark: { ...mark, strokeWidth } }));
}

/** A text above a panel, from its left edge on. */
export function textAbove(text: string, y: number, fontWeight: 'bold' | 'normal' = 'normal'): Spec {
  return {
    data: { values: [{}] },
    mark: { type: 'text', text, color: ink, align: 'left', baseline: 'alphabetic', fontSize: fontWeight === 'bold' ? type.label : type.note, fontWeight },
    encoding: { x: { value: 0 }, y: { value: y } },
  };
}

function fromLine(from: number, { low, high }: AxisRange, { panelWidth, panelHeight }: PanelSize): Spec {
  const x = Number((panelWidth * (from - low) / (high - low)).toFixed(2));
  return {
    data: { values: [{}] },
    mark: { type: 'rule', color: ink, strokeWidth: 0.7, strokeDash: [1, 2] },
    encoding: { x: { value: x }, y: { value: 0 }, x2: { value: x }, y2: { value: panelHeight } },
  };
}

function scaleOf({ low, high }: AxisRange): Spec {
  return { domain: [low, high], nice: false, zero: false };
}
