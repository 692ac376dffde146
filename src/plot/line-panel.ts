import { axisRange, ticks, type AxisRange } from './axis-range';
import { scaled } from './scaled';
import { ink, type Encode, type Layer, type MarkStyle } from './theme';
import type { TimePanel } from './time-panels';
import type { TimeWindow } from './time-window';

/** How a line looks and what it is called. */
export interface LineLook {
  name: string;
  color: string;
  /** Stroke of the line, beside its colour. */
  stroke?: MarkStyle;
}

/** A line of a panel. */
export interface Line extends LineLook {
  /** One number a step of the whole trial. */
  values: Float64Array;
}

/** A panel of lines: what it shows and how high it is. */
interface LinePanel {
  heading: string;
  lines: readonly Line[];
  window: Required<TimeWindow>;
  height: number;
  /** About how many steps from tick to tick. */
  steps?: number;
}

/** Draws lines over time, named at their right where there are several; the heading names the power of ten of the axis. */
export function linePanel({ heading, lines, window, height, steps = 2 }: LinePanel): TimePanel {
  const { series, unit } = scaled(lines.map(({ values }) => values.subarray(window.from, window.to)));
  const y = roomyRange(series.flat(), steps);
  return {
    heading: `${heading}${unit}`,
    height,
    y,
    layers: (x, yOf) => [...(y.low < 0 ? [zeroLine(x, yOf, window)] : []), linesLayer({ series, looks: lines, from: window.from }, x, yOf)],
    ends: lines.length > 1 ? endsOf(series, lines) : [],
  };
}

/** Series over time from a step on, each in its look; one lies on another in this order, or in the other. */
interface Lines {
  series: readonly number[][];
  looks: readonly LineLook[];
  from: number;
  isFirstOnTop?: boolean;
}

/** Makes a layer of lines over time. */
export function linesLayer({ series, looks, from, isFirstOnTop = false }: Lines, x: Encode, y: Encode): Layer {
  const layers = looks.map(({ color, stroke }, n): Layer =>
    ({ mark: { type: 'line', color, strokeWidth: 1.2, ...stroke }, encoding: { x: x('t'), y: y(`v${n}`) } }));
  return {
    data: { values: series[0].map((_, i) => Object.fromEntries([['t', from + i], ...series.map((values, n) => [`v${n}`, values[i]])])) },
    layer: isFirstOnTop ? layers.reverse() : layers,
  };
}

/** Names lines where they end. */
export function endsOf(series: readonly number[][], looks: readonly LineLook[]): TimePanel['ends'] {
  return looks.map(({ name, color }, n) => ({ text: name, color, at: series[n].at(-1)! }));
}

/**
 * Finds an axis through 0, of two ticks or more, that leaves a little room beyond the values and does not go on to the next tick.
 * @example roomyRange([0, 2], 2) // { low: 0, high: 2.1, step: 2 }
 */
export function roomyRange(values: readonly number[], steps: number): AxisRange {
  const low = values.reduce((least, value) => Math.min(least, value), 0);
  const high = values.reduce((most, value) => Math.max(most, value), 0);
  const room = 0.05 * (high - low || 1);
  const ends = { low: low < 0 ? low - room : 0, high: high > 0 || low === 0 ? high + room : 0 };
  const range = axisRange([low, high], ends, steps);
  return ticks(range).length > 1 ? range : roomyRange(values, steps + 1);
}

function zeroLine(x: Encode, y: Encode, { from, to }: Required<TimeWindow>): Layer {
  return {
    data: { values: [{ t: from, zero: 0 }, { t: to, zero: 0 }] },
    mark: { type: 'line', color: ink, strokeWidth: 0.4, opacity: 0.6 },
    encoding: { x: x('t'), y: y('zero') },
  };
}
