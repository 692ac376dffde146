import { labelOffset, type PanelSize } from './layout';
import type { LineEnd } from './line-ends';
import { type, type Spec } from './theme';

/**
 * Layers that name the curves at the right of a panel, in bold and in the colour of the line. Where the line ends at
 * another height, a stroke leads from it to the label; it is dotted where the line ends early, so that nobody takes it
 * for a curve.
 */
export function endLabels(ends: readonly LineEnd[], { panelWidth }: PanelSize): Spec[] {
  return ends.flatMap((end) => {
    const early = panelWidth - end.lineX >= labelOffset;
    const moved = Math.abs(end.labelY - end.lineY) >= 3;
    return early || moved ? [stroke(end, panelWidth, early), label(end, panelWidth)] : [label(end, panelWidth)];
  });
}

function label({ label: text, color, labelY }: LineEnd, panelWidth: number): Spec {
  return {
    data: { values: [{}] },
    mark: { type: 'text', text, color, align: 'left', baseline: 'middle', fontSize: type.label, fontWeight: 'bold' },
    encoding: { x: { value: panelWidth + labelOffset }, y: { value: labelY } },
  };
}

function stroke({ color, lineX, lineY, labelY }: LineEnd, panelWidth: number, dotted: boolean): Spec {
  return {
    data: { values: [{}] },
    mark: { type: 'rule', color, strokeWidth: 0.7, ...(dotted ? { strokeDash: [0.7, 3] } : {}) },
    encoding: {
      x: { value: lineX + 3 },
      y: { value: lineY },
      x2: { value: panelWidth + labelOffset - 1 },
      y2: { value: labelY },
    },
  };
}
