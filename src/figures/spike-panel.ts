import type { TimePanel } from './time-panels';
import type { Spec } from './theme';

/** Spikes of a row, one row a channel. */
export interface SpikeRow {
  /** Steps at which there are spikes. */
  steps: number[];
  color: string;
}

/** Rows of spikes, the first at the top, with names at the left of groups of rows. */
export interface SpikePanel {
  heading: string;
  rows: readonly SpikeRow[];
  groups: { name: string; color: string; rows: number }[];
  height: number;
}

/** A raster: a short stroke a spike. Thin lines part the groups. */
export function spikePanel({ heading, rows, groups, height }: SpikePanel): TimePanel {
  const rowHeight = height / rows.length;
  const starts = groups.map((_, n) => groups.slice(0, n).reduce((sum, group) => sum + group.rows, 0));
  // Row r lies between heights −r and −r − 1 of the axis.
  const colors = [...new Set(rows.map(({ color }) => color))];
  const marks = (color: string) => rows.flatMap((row, r) => row.color === color ? row.steps.map((t) => ({ t, y: -r - 0.5 })) : []);
  return {
    heading,
    height,
    y: { low: -rows.length, high: 0, step: rows.length },
    labels: groups.map(({ name, color, rows: count }, n) => ({ text: name, color, at: -starts[n] - count / 2 })),
    layers: (x, y) => [
      ...(starts.length > 1 ? [separators(starts.slice(1), y)] : []),
      ...colors.map((color) => ({
        data: { values: marks(color) },
        mark: { type: 'tick', orient: 'vertical', thickness: 0.9, size: Number(Math.min(0.9 * rowHeight + 0.6, rowHeight).toFixed(2)), color, opacity: 1 },
        encoding: { x: x('t'), y: y('y') },
      })),
    ],
  };
}

function separators(starts: readonly number[], y: (field: string) => Spec): Spec {
  return { data: { values: starts.map((start) => ({ at: -start })) }, mark: { type: 'rule', color: '#9a9a9a', strokeWidth: 0.6 }, encoding: { y: y('at') } };
}
