import { axisRange, ticks, type AxisRange } from './axis-range';
import { scaled } from './scaled';
import type { TimePanel } from './time-panels';
import { ink, type Spec } from './theme';
import type { TimeWindow } from './time-window';

/** A line of a panel. */
export interface Line {
  name: string;
  color: string;
  /** One number a step of the whole trial. */
  values: Float64Array;
  /** Stroke of the line, beside its colour. */
  stroke?: Spec;
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

/** Lines over time, named at their right where there are several; the heading names the power of ten of the axis. */
export function linePanel({ heading, lines, window, height, steps = 2 }: LinePanel): TimePanel {
  const shown = lines.map(({ values }) => values.subarray(window.from, window.to));
  const { series, unit } = scaled(shown);
  const rows = Array.from({ length: window.to - window.from }, (_, i) => Object.fromEntries([['t', window.from + i], ...series.map((values, n) => [`v${n}`, values[i]])]));
  const y = roomyRange(series.flat(), steps);
  return {
    heading: `${heading}${unit}`,
    height,
    y,
    layers: (x, yOf) => [
      ...(y.low < 0 ? [zeroLine(x, yOf, window)] : []),
      {
        data: { values: rows },
        layer: lines.map(({ color, stroke }, n) => ({ mark: { type: 'line', color, strokeWidth: 1.2, ...stroke }, encoding: { x: x('t'), y: yOf(`v${n}`) } })),
      },
    ],
    ends: lines.length > 1 ? lines.map(({ name, color }, n) => ({ text: name, color, at: series[n].at(-1)! })) : [],
  };
}

/**
 * An axis through 0, of two ticks or more, that leaves a little room beyond the values and does not go on to the next tick.
 *
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

function zeroLine(x: (field: string) => Spec, y: (field: string) => Spec, { from, to }: Required<TimeWindow>): Spec {
  return { data: { values: [{ t: from, zero: 0 }, { t: to, zero: 0 }] }, mark: { type: 'line', color: ink, strokeWidth: 0.4, opacity: 0.6 }, encoding: { x: x('t'), y: y('zero') } };
}
