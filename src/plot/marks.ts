import { ink, type, type Layer, type MarkStyle } from './theme';

/** Rounds a length to a hundredth of a pixel. */
export function pixels(length: number): number {
  return Number(length.toFixed(2));
}

/** Draws a line of text at a place, in pixels from the upper left corner of the panel; by default a note. */
export function textAt(text: string, x: number, y: number, style: MarkStyle = {}): Layer {
  return {
    data: { values: [{}] },
    mark: { type: 'text', text, color: ink, align: 'left', baseline: 'alphabetic', fontSize: type.note, ...style },
    encoding: { x: { value: x }, y: { value: pixels(y) } },
  };
}

/** Draws lines of text from the left edge of a panel on, the last one at the height `y`. */
export function linesAbove(lines: readonly string[], y: number, style: MarkStyle = {}, lineHeight = 12): Layer[] {
  return lines.map((line, n) => textAt(line, 0, y - lineHeight * (lines.length - 1 - n), style));
}

/** Draws a straight stroke from one place to another, in pixels from the upper left corner of the panel. */
export function strokeAt(ends: Readonly<Record<'x' | 'y' | 'x2' | 'y2', number>>, style: MarkStyle): Layer {
  const encoding = Object.fromEntries(Object.entries(ends).map(([channel, value]) => [channel, { value }]));
  return { data: { values: [{}] }, mark: { type: 'rule', color: ink, ...style }, encoding };
}
