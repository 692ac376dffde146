import type { AxisRange } from './axis-range';
import type { RuleStyle } from './colors';
import type { DrawnPoint } from './drawn-point';
import type { PanelSize } from './layout';
import { spread } from './spread';
import { type } from './theme';

/** The end of a rule's line and the height of the label beside it, in pixels from the upper left corner of the panel. */
export interface LineEnd extends RuleStyle {
  lineX: number;
  lineY: number;
  labelY: number;
}

/**
 * Where each rule's label goes: at the height of the last point of its mean, moved only as far as labels would overlap.
 *
 * @example
 * const axes = { x: { low: 0, high: 2000, step: 500 }, y: { low: 0, high: 1, step: 0.2 } };
 * lineEnds(points, axes, stylesOf(['mdgl']), { panelWidth: 200, panelHeight: 100 });
 * // [{ label: 'MDGL', color: '#1e9a45', lineX: 199, lineY: 76, labelY: 76 }] where the last mean is 0.24, at 1990
 */
export function lineEnds(
  points: readonly DrawnPoint[],
  axes: { x: AxisRange; y: AxisRange },
  styles: Map<string, RuleStyle>,
  { panelWidth, panelHeight }: PanelSize,
): LineEnd[] {
  const ends = [...styles].flatMap(([rule, style]) => {
    const last = points.filter((point) => point.rule === rule && point.mean !== null).at(-1);
    if (!last) return [];
    const lineX = pixels(panelWidth * fraction(last.iteration, axes.x));
    return [{ ...style, lineX, lineY: pixels(panelHeight * (1 - fraction(last.mean!, axes.y))) }];
  });
  const labelYs = spread(ends.map((end) => end.lineY), type.label * 1.2, 0, panelHeight);
  return ends.map((end, i) => ({ ...end, labelY: pixels(labelYs[i]!) }));
}

function fraction(value: number, { low, high }: AxisRange): number {
  return (value - low) / (high - low);
}

function pixels(value: number): number {
  return Number(value.toFixed(2));
}
