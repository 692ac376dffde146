import { axisRange, ticks, type AxisRange } from './axis-range';
import type { Cue } from '../core/tasks/task';
import { framed } from './framed';
import { spread } from './spread';
import { boldWidth } from './text-width';
import { ink, type, type Spec } from './theme';
import type { TimeWindow } from './time-window';

/** One of several panels above each other that share the axis of time. */
export interface TimePanel {
  /** What stands above the panel. */
  heading: string;
  /** Height in pixels, without the heading. */
  height: number;
  /** Vertical axis; without ticks where `labels` says what stands at its left. */
  y: AxisRange;
  /** Names at the left in place of ticks: text, its value on the axis, its colour. */
  labels?: { text: string; at: number; color: string }[];
  /** Layers; `x` and `y` make the encodings of a field. */
  layers: (x: (field: string) => Spec, y: (field: string) => Spec) => Spec[];
  /** Names at the right: text, its value on the axis, its colour. */
  ends?: { text: string; at: number; color: string }[];
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
const left = 52;
const headingHeight = 13;
const gap = 12 + headingHeight;
const labelOffset = 6;

/**
 * Panels above each other on one axis of time, cues shaded through all of them. As in Figure 3C, positions are fixed numbers,
 * so that every renderer puts everything at the same place.
 */
export function timePanels({ description, title, window, steps, cues, panels, widthMm }: TimeFigure): Spec {
  const width = Math.round((widthMm / 25.4) * 96);
  const marked = cues.filter(({ start, end }) => end > window.from && start < window.to);
  const right = Math.max(18, 6 + Math.max(0, ...panels.flatMap(({ ends = [] }) => ends.map(({ text }) => labelOffset + Math.ceil(boldWidth(text, type.label))))));
  const padding = { left, top: 16 + (marked.length > 0 ? 14 : 0) + headingHeight, right, bottom: 38 };
  const panelWidth = width - left - right;
  const height = panels.reduce((sum, panel) => sum + panel.height, 0) + gap * (panels.length - 1);
  const frame = { width, height: height + padding.top + padding.bottom, stacked: true, gap, padding };
  return framed(description, frame, panels.map((panel, n) => {
    const above = n === 0 ? [text(title, 0, -padding.top + 9, { fontWeight: 'bold' }), ...marked.flatMap((cue) => cueLabel(cue, window, panelWidth))] : [];
    return panelSpec(panel, { window, steps, marked, panelWidth, isLast: n === panels.length - 1, above });
  }));
}

interface Frame {
  window: Required<TimeWindow>;
  steps?: number;
  marked: readonly Cue[];
  panelWidth: number;
  isLast: boolean;
  above: Spec[];
}

function panelSpec({ heading, height, y: range, labels, layers, ends = [] }: TimePanel, { window, steps, marked, panelWidth, isLast, above }: Frame): Spec {
  const x = (field: string): Spec => ({ field, type: 'quantitative', scale: { domain: [window.from, window.to], nice: false, zero: false }, axis: isLast ? timeAxis(window, steps, panelWidth) : null });
  const y = (field: string): Spec => ({
    field,
    type: 'quantitative',
    scale: { domain: [range.low, range.high], nice: false, zero: false },
    axis: labels ? null : { values: ticks(range), format: '~f', title: null },
  });
  const heightOf = (value: number) => height * (1 - (value - range.low) / (range.high - range.low));
  const endHeights = spread(ends.map(({ at }) => heightOf(Math.min(range.high, Math.max(range.low, at)))), type.label * 1.15, 0, height);
  return {
    width: panelWidth,
    height,
    layer: [
      ...(marked.length > 0 ? [cueBands(marked, window, x, height)] : []),
      ...layers(x, y),
      text(heading, 0, -5),
      ...(labels ?? []).map(({ text: name, at, color }) => text(name, -6, heightOf(at), { align: 'right', baseline: 'middle', fontSize: type.label, fontWeight: 'bold', color })),
      ...ends.map(({ text: name, color }, n) => text(name, panelWidth + labelOffset, endHeights[n], { baseline: 'middle', fontSize: type.label, fontWeight: 'bold', color })),
      ...above,
    ],
  };
}

function timeAxis({ from, to }: Required<TimeWindow>, steps = to - from, panelWidth: number): Spec {
  const title = to - from < steps ? `Time (ms), ${from}–${to} of ${steps}` : 'Time (ms)';
  return { values: ticks({ ...axisRange([from, to], { low: from, high: to }), low: from, high: to }), format: 'd', title, titleX: panelWidth / 2, titleY: 32, offset: 4 };
}

function cueBands(marked: readonly Cue[], { from, to }: Required<TimeWindow>, x: (field: string) => Spec, height: number): Spec {
  return {
    data: { values: marked.map(({ start, end }) => ({ start: Math.max(from, start), end: Math.min(to, end) })) },
    mark: { type: 'rect', color: shade },
    encoding: { x: x('start'), x2: { field: 'end' }, y: { value: 0 }, y2: { value: height } },
  };
}

/** The name of a cue above the first panel, where there is one. */
function cueLabel({ label, start, end }: Cue, { from, to }: Required<TimeWindow>, panelWidth: number): Spec[] {
  const middle = (Math.max(from, start) + Math.min(to, end)) / 2;
  return label ? [text(label, ((middle - from) / (to - from)) * panelWidth, -headingHeight - 7, { align: 'center' })] : [];
}

function text(words: string, x: number, y: number, style: Spec = {}): Spec {
  return {
    data: { values: [{}] },
    mark: { type: 'text', text: words, color: ink, align: 'left', baseline: 'alphabetic', fontSize: type.note, ...style },
    encoding: { x: { value: x }, y: { value: Number(y.toFixed(2)) } },
  };
}
