import type { Cue } from '../core/tasks/task';
import { axisRange, ticks, type AxisRange } from './axis-range';
import { framedRow } from './framed';
import { pixelsOf } from './layout';
import { textAt } from './marks';
import { spread } from './spread';
import { boldWidth } from './text-width';
import { fixedScale, type, type Encode, type Layer, type Spec } from './theme';
import type { TimeWindow } from './time-window';

/** A name at the side of a panel. */
interface SideName {
  text: string;
  /** Value on the axis. */
  at: number;
  color: string;
}

/** One of several panels above each other that share the axis of time. */
export interface TimePanel {
  /** What stands above the panel. */
  heading: string;
  /** Height in pixels, without the heading. */
  height: number;
  /** Vertical axis; without ticks where `labels` says what stands at its left. */
  y: AxisRange;
  /** Names at the left in place of ticks. */
  labels?: SideName[];
  layers: (x: Encode, y: Encode) => Layer[];
  /** Names at the right. */
  ends?: SideName[];
}

/** What a figure over time shows, apart from its panels. */
interface TimeFigure {
  /** What it is, for those who cannot see it. */
  description: string;
  /** What stands above it all. */
  title: string;
  window: Required<TimeWindow>;
  /** Of the trial; the axis then says where the window is only a part of it. */
  steps?: number;
  cues: readonly Cue[];
  panels: readonly TimePanel[];
  widthMm: number;
}

/** Width of a figure in a notebook, mm: 639 pixels. */
export const notebookWidthMm = 169;

/** Of cues, behind the lines. */
const shade = '#eeeeee';
const [left, bottom] = [52, 38];
const headingHeight = 13;
const gap = 12 + headingHeight;
const labelOffset = 6;
const nameStyle = { baseline: 'middle', fontSize: type.label, fontWeight: 'bold' } as const;

/**
 * Draws panels above each other on one axis of time, cues shaded through all of them. As in Figure 3C, positions are fixed numbers, so that
 * every renderer puts everything at the same place.
 */
export function timePanels({ description, title, window, steps = 0, cues, panels, widthMm }: TimeFigure): Spec {
  const { from, to } = window;
  const width = pixelsOf(widthMm);
  const cut = cues.map(({ label, start, end }) => ({ label, start: Math.max(from, start), end: Math.min(to, end) }));
  const marked = cut.filter(({ start, end }) => start < end);
  const names = panels.flatMap(({ ends = [] }) => ends.map(({ text }) => labelOffset + Math.ceil(boldWidth(text, type.label))));
  const right = Math.max(18, 6 + Math.max(0, ...names));
  const top = 16 + (marked.length > 0 ? 14 : 0) + headingHeight;
  const panelWidth = width - left - right;
  const above = [
    textAt(title, 0, 9 - top, { fontWeight: 'bold' }),
    ...marked.flatMap(({ label, start, end }) =>
      label ? [textAt(label, (((start + end) / 2 - from) / (to - from)) * panelWidth, -headingHeight - 7, { align: 'center' })] : []),
  ];
  const timeAxis = {
    values: ticks({ ...axisRange([from, to], { low: from, high: to }), low: from, high: to }), format: 'd',
    title: to - from < steps ? `Time (ms), ${from}–${to} of ${steps}` : 'Time (ms)', titleX: panelWidth / 2, titleY: 32, offset: 4,
  };
  const specs = panels.map((panel, n): Layer => {
    const axis = n === panels.length - 1 ? timeAxis : null;
    const x: Encode = (field) => ({ field, type: 'quantitative', scale: fixedScale({ low: from, high: to }), axis });
    const layer = [...cueBands(marked, x, panel.height), ...panelLayers(panel, x, panelWidth), ...(n === 0 ? above : [])];
    return { width: panelWidth, height: panel.height, layer };
  });
  const height = top + panels.reduce((sum, panel) => sum + panel.height, 0) + gap * (panels.length - 1) + bottom;
  return framedRow(description, { width, height, stacked: true, gap, padding: { left, top, right, bottom } }, specs);
}

/** Makes the layers of a panel: what it shows, with its heading above it and names at its sides. */
function panelLayers({ heading, height, y: range, labels, layers, ends = [] }: TimePanel, x: Encode, panelWidth: number): Layer[] {
  const axis = labels ? null : { values: ticks(range), format: '~f', title: null };
  const heightOf = (value: number) => height * (1 - (value - range.low) / (range.high - range.low));
  const endHeights = ends.map(({ at }) => heightOf(Math.min(range.high, Math.max(range.low, at))));
  const apart = spread(endHeights, type.label * 1.15, 0, height);
  return [
    ...layers(x, (field) => ({ field, type: 'quantitative', scale: fixedScale(range), axis })),
    textAt(heading, 0, -5),
    ...(labels ?? []).map(({ text, at, color }) => textAt(text, -6, heightOf(at), { align: 'right', ...nameStyle, color })),
    ...ends.map(({ text, color }, n) => textAt(text, panelWidth + labelOffset, apart[n], { ...nameStyle, color })),
  ];
}

function cueBands(cues: readonly Cue[], x: Encode, height: number): Layer[] {
  return cues.length === 0 ? [] : [{
    data: { values: cues.map(({ start, end }) => ({ start, end })) },
    mark: { type: 'rect', color: shade },
    encoding: { x: x('start'), x2: { field: 'end' }, y: { value: 0 }, y2: { value: height } },
  }];
}
