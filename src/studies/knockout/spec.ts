import { labelsOf, ruleStyles } from '../../plot/colors';
import { framedRow } from '../../plot/framed';
import { figureLayout } from '../../plot/layout';
import { boldWidth } from '../../plot/text-width';
import { type, type Spec } from '../../plot/theme';
import { wrapped } from '../../plot/wrapped';
import type { DrawnNumbers } from '../curves/metric';
import { metricPanels } from '../curves/metric-panels';
import { smoothingNote } from './curves';
import { knockoutStyles } from './style';

/** What a knock-out is, for its note. */
export interface KnockoutNote {
  readonly rule: string;
  readonly seed: number;
  readonly from: number;
  /** The changes in words. */
  readonly change: string;
}

/**
 * Draws a knock-out as Vega-Lite, in the look of Figure 3C: loss and accuracy of the untouched and of the changed run.
 * @param widthMm width of the whole figure in mm, see {@link figureLayout}
 * @throws InputError if the width is not allowed
 */
export function knockoutSpec(drawn: DrawnNumbers, { rule, seed, from, change }: KnockoutNote, widthMm: number): Spec {
  const styles = knockoutStyles(rule, 'changed');
  const layout = figureLayout(widthMm, labelsOf(styles));
  const name = `${ruleStyles[rule]?.label ?? rule}, seed ${seed}`;
  const parts = [`${name}; ${smoothingNote(drawn.loss)}`, `from iteration ${from} on: ${change}`];
  const room = layout.width - layout.padding.left;
  const fitsOneLine = !layout.stacked && boldWidth(parts.join('; '), type.note) <= room;
  const note = fitsOneLine ? [parts.join('; ')] : parts.flatMap((part) => wrapped(part, room, type.note));
  const more = 12 * (note.length - (layout.stacked ? 2 : 1));
  const panels = metricPanels(drawn, styles, layout, { note, noteStyle: { fontWeight: 'normal' }, axis: { labels: true }, from });
  const taller = { ...layout, height: layout.height + more, padding: { ...layout.padding, top: layout.padding.top + more } };
  return framedRow(`Knock-out: loss and accuracy of ${name}, ${parts[1]}, beside the same run untouched`, taller, panels, drawn);
}
