import type { AxisRange } from './axis-range';
import type { RuleStyle } from './colors';
import type { DrawnPoint } from './drawn-point';
import { labelOffset, type PanelSize } from './layout';
import { pixels, strokeAt, textAt } from './marks';
import { spread } from './spread';
import { type, type Layer } from './theme';

/** The end of a rule's line and the height of the label beside it, in pixels from the upper left corner of the panel. */
interface LineEnd extends RuleStyle {
  lineX: number;
  lineY: number;
  labelY: number;
}

/** What of a point says where its curve ends. */
type End = Pick<DrawnPoint, 'rule' | 'iteration' | 'mean'>;

/** The axes of a panel of curves. */
export interface CurveAxes {
  readonly x: AxisRange;
  readonly y: AxisRange;
}

/**
 * Makes the layers that name the curves at the right of a panel, in bold and in the colour of the line. Where the line ends at another
 * height, a stroke leads from it to the label; it is dotted where the line ends early, so that nobody takes it for a curve.
 */
export function endLabels(points: readonly End[], axes: CurveAxes, styles: Map<string, RuleStyle>, size: PanelSize): Layer[] {
  const x = size.panelWidth + labelOffset;
  return lineEnds(points, axes, styles, size).flatMap(({ label, color, lineX, lineY, labelY }) => {
    const isEarly = size.panelWidth - lineX >= labelOffset;
    const style = { color, strokeWidth: 0.7, ...(isEarly && { strokeDash: [0.7, 3] }) };
    const stroke = isEarly || Math.abs(labelY - lineY) >= 3 ? [strokeAt({ x: lineX + 3, y: lineY, x2: x - 1, y2: labelY }, style)] : [];
    return [...stroke, textAt(label, x, labelY, { color, baseline: 'middle', fontSize: type.label, fontWeight: 'bold' })];
  });
}

/**
 * Finds where each rule's label goes: at the height of the last point of its mean, moved only as far as labels would overlap.
 * @example
 * const axes = { x: { low: 0, high: 2000, step: 500 }, y: { low: 0, high: 1, step: 0.2 } };
 * lineEnds(points, axes, stylesOf(['mdgl']), { panelWidth: 200, panelHeight: 100 });
 * // [{ label: 'MDGL', color: '#1e9a45', lineX: 199, lineY: 76, labelY: 76 }] where the last mean is 0.24, at 1990
 */
export function lineEnds(
  points: readonly End[], axes: CurveAxes, styles: Map<string, RuleStyle>, { panelWidth, panelHeight }: PanelSize,
): LineEnd[] {
  const ends = [...styles].flatMap(([rule, style]) => {
    const last = points.filter((point) => point.rule === rule && point.mean !== null).at(-1);
    if (!last) return [];
    const lineX = pixels(panelWidth * fraction(last.iteration, axes.x));
    return [{ ...style, lineX, lineY: pixels(panelHeight * (1 - fraction(last.mean!, axes.y))) }];
  });
  const lineYs = ends.map((end) => end.lineY);
  const labelYs = spread(lineYs, type.label * 1.2, 0, panelHeight);
  return ends.map((end, n) => ({ ...end, labelY: pixels(labelYs[n]) }));
}

function fraction(value: number, { low, high }: AxisRange): number {
  return (value - low) / (high - low);
}
