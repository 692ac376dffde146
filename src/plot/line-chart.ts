import { figureOf } from './framed';
import { theme, type Layer, type Position, type Spec } from './theme';

/** A quantity on an axis. */
export interface Axis {
  readonly field: string;
  readonly title: string;
  readonly domain?: readonly [number, number];
}

/** A slider over evenly spaced numbers. */
export interface Slider {
  readonly field: string;
  readonly title: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Where it stands at first. */
  readonly value: number;
}

/** Up to so many points each is drawn as a dot. */
const DOTS = 150;

/** Lines of one series or several, in one panel or several side by side. */
export interface LineChart {
  /** What it is, for those who cannot see it. */
  readonly description: string;
  readonly data: readonly object[];
  readonly x: Axis;
  readonly y: Axis;
  /** Field that names a line's colour; the legend selects by it. */
  readonly series?: string;
  /** Field that tells lines of one colour apart. */
  readonly run?: string;
  /** Field that names the panel. */
  readonly panel?: string;
  /** Sliders below the chart, each over the values of a field: only rows that have the chosen values are drawn. */
  readonly sliders?: readonly Slider[];
  /** Fields that hold lists, of x and y: a row is then a whole line. */
  readonly flatten?: readonly string[];
  /** Colour by value of `series`. */
  readonly colors?: Readonly<Record<string, string>>;
  /** Pixels of all panels together. */
  readonly width?: number;
  readonly height?: number;
}

/**
 * Draws a line chart for a notebook as Vega-Lite (schema 5, features of 5.6, data inline): hover shows values, a click in the legend keeps
 * one series, sliders choose among rows.
 * @example
 * const data = [{ t: 0, A: 0.01 }, { t: 1, A: 0.02 }];
 * await show(lineChart({ description: 'threshold', data, x: { field: 't', title: 'Time (ms)' }, y: { field: 'A', title: 'Threshold' } }));
 */
export function lineChart(options: LineChart): Spec {
  const { description, data, x, y, series, run, panel, sliders = [], flatten, colors, width = 540, height = 190 } = options;
  const panels = panel ? [...new Set(data.map((row) => (row as Record<string, string>)[panel]))] : [];
  const typeOf = (field: string) => field === x.field || field === y.field ? 'quantitative' : 'nominal';
  const fields = [...(series ? [series] : []), ...(run ? [run] : []), x.field, y.field];
  const lines: Layer = {
    width: panels.length > 0 ? Math.floor(width / panels.length) - 30 : width,
    height,
    encoding: {
      x: axisOf(x),
      y: axisOf(y),
      ...(series && { color: { field: series, type: 'nominal', sort: null, title: null, ...(colors && { scale: scaleOf(colors) }) } }),
      ...(run && { detail: { field: run, type: 'nominal' } }),
    },
    layer: [
      {
        ...(series && { params: [{ name: 'chosen', select: { type: 'point', fields: [series] }, bind: 'legend' }] }),
        mark: { type: 'line', strokeWidth: 1.6 },
        encoding: series ? { opacity: { condition: { param: 'chosen', value: 1 }, value: 0.12 } } : {},
      },
      // What the mouse finds, seen where there are few.
      {
        mark: { type: 'point', filled: true, size: 20, opacity: data.length > DOTS || flatten ? 0 : 0.6 },
        encoding: { tooltip: fields.map((field) => ({ field, type: typeOf(field) })) },
      },
    ],
  };
  return chart(description, {
    data: { values: [...data] },
    params: sliders.map(({ field, title, value, min, max, step }) =>
      ({ name: field, value, bind: { input: 'range', name: `${title} `, min, max, step } })),
    transform: [
      ...sliders.map(({ field, step }) => ({ filter: `abs(datum.${field} - ${field}) < ${step / 2}` })),
      ...(flatten ? [{ flatten: [...flatten] }] : []),
    ],
    ...(panel ? {
      facet: { column: { field: panel, type: 'nominal', sort: panels, title: null, header: { labelFontWeight: 'bold' } } },
      spec: lines,
      resolve: { scale: { y: 'independent' } },
    } : lines),
  });
}

const chartTheme: typeof theme = {
  ...theme,
  legend: { orient: 'top', labelLimit: 0, symbolType: 'stroke', symbolStrokeWidth: 3 },
  axisX: { titleBaseline: 'top' },
  axisY: { titleBaseline: 'bottom' },
};

/** Adds what all charts for notebooks have in common. */
export function chart(description: string, part: Parameters<typeof figureOf>[1]): Spec {
  return figureOf(description, part, chartTheme);
}

/** Makes the scale of names that have colours of their own. */
export function scaleOf(colors: Readonly<Record<string, string>>) {
  return { domain: Object.keys(colors), range: Object.values(colors) };
}

function axisOf({ field, title, domain }: Axis): Position {
  const scale = domain ? { domain: [...domain], nice: false, zero: false } : { zero: false };
  return { field, type: 'quantitative', title: title || null, scale };
}
