import { pixels } from './marks';
import { type, type Encode, type Layer } from './theme';
import type { TimePanel } from './time-panels';

/** Spikes of a row, one row a channel. */
interface SpikeRow {
  /** Steps at which there are spikes. */
  steps: number[];
  color: string;
}

/** Rows of spikes, the first at the top, with names at the left of groups of rows. */
interface SpikePanel {
  heading: string;
  rows: readonly SpikeRow[];
  groups: { name: string; color: string; rows: number }[];
  /** Height in pixels; more where a group has too few rows for its name. */
  height: number;
}

/** What a name takes, in pixels. */
const nameHeight = 1.15 * type.label;

/** Draws a raster: a short stroke a spike. Thin lines part the groups; rows of a group that is smaller than its name are further apart. */
export function spikePanel({ heading, rows, groups, height }: SpikePanel): TimePanel {
  const rowHeight = height / rows.length;
  const { places, spans, total } = placesOf(rows.length, groups, nameHeight / rowHeight);
  const starts = spans.slice(1).map(({ start }) => start);
  const colors = [...new Set(rows.map(({ color }) => color))];
  const size = pixels(Math.min(0.9 * rowHeight + 0.6, rowHeight));
  const spikes = (color: string) => rows.flatMap((row, r) => row.color === color ? row.steps.map((t) => ({ t, y: -places[r] })) : []);
  return {
    heading,
    height: pixels(total * rowHeight),
    y: { low: -total, high: 0, step: total },
    labels: groups.map(({ name, color }, n) => ({ text: name, color, at: -(spans[n].start + spans[n].end) / 2 })),
    layers: (x, y) => [
      ...(starts.length > 0 ? [separators(starts, y)] : []),
      ...colors.map((color): Layer => ({
        data: { values: spikes(color) },
        mark: { type: 'tick', orient: 'vertical', thickness: 0.9, size, color, opacity: 1 },
        encoding: { x: x('t'), y: y('y') },
      })),
    ],
  };
}

/**
 * Finds where the middle of each row and the ends of each group lie, in rows below the top: row r from r to r + 1, but where a named group
 * is smaller than `least` rows its rows share so much.
 */
function placesOf(count: number, groups: SpikePanel['groups'], least: number) {
  const short = (value: number) => Number(value.toFixed(4));
  const spans: { start: number; end: number }[] = [];
  const places: number[] = [];
  let end = 0;
  for (const { name, rows } of groups) {
    const start = end;
    const apart = name === '' ? 1 : Math.max(1, least / rows);
    for (let row = 0; row < rows; row++) places.push(short(start + (row + 0.5) * apart));
    end = short(start + rows * apart);
    spans.push({ start, end });
  }
  while (places.length < count) places.push(end++ + 0.5);
  return { places, spans, total: end };
}

function separators(starts: readonly number[], y: Encode): Layer {
  return {
    data: { values: starts.map((start) => ({ at: -start })) },
    mark: { type: 'rule', color: '#9a9a9a', strokeWidth: 0.6 },
    encoding: { y: y('at') },
  };
}
