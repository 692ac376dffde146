import { chart, scaleOf } from './line-chart';
import type { Layer, Position, Spec } from './theme';

/** Bars from left to right, one a row of the data. */
export interface BarChart {
  /** What it is, for those who cannot see it. */
  readonly description: string;
  readonly data: readonly object[];
  /** Field that names a bar. */
  readonly name: string;
  /** Field of its length, with the title of the axis. */
  readonly value: { readonly field: string; readonly title: string };
  /** Fields of the ends of an interval, drawn as a line through the bar's end. */
  readonly interval?: { readonly low: string; readonly high: string };
  /** Colour by value of `name`. */
  readonly colors?: Readonly<Record<string, string>>;
}

/**
 * Draws a bar chart for a notebook as Vega-Lite (schema 5, features of 5.6, data inline), bars in the order of the data; hover shows
 * values.
 * @example
 * const data = [{ rule: 'MDGL', cosine: 0.9 }];
 * await show(barChart({ description: 'cosines', data, name: 'rule', value: { field: 'cosine', title: 'Cosine to BPTT' } }));
 */
export function barChart({ description, data, name, value, interval, colors }: BarChart): Spec {
  const y: Position = { field: name, type: 'nominal', sort: null, title: null, axis: { ticks: false, domain: false } };
  const bars: Layer = {
    mark: { type: 'bar', height: 14, color: '#7f7f7f' },
    encoding: {
      y,
      x: { field: value.field, type: 'quantitative', title: value.title },
      ...(colors && { color: { field: name, type: 'nominal', legend: null, scale: scaleOf(colors) } }),
      tooltip: [{ field: name, type: 'nominal' }, { field: value.field, type: 'quantitative' }],
    },
  };
  const intervals: Layer[] = interval ? [{
    mark: { type: 'rule', strokeWidth: 1.4 },
    encoding: { y, x: { field: interval.low, type: 'quantitative' }, x2: { field: interval.high } },
  }] : [];
  return chart(description, { data: { values: [...data] }, width: 420, height: { step: 22 }, layer: [bars, ...intervals] });
}
