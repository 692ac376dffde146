import { ruleStyles } from '../../plot/colors';
import { metrics, type DrawnNumbers } from '../figure3c/drawn-numbers';
import { framed } from '../../plot/framed';
import { smoothingNote } from './curves';
import { axesOf, knockoutPanel, textAbove } from './panel';
import { knockoutStyles } from './style';
import { figureLayout } from '../../plot/layout';
import { boldWidth } from '../../plot/text-width';
import { type, type Spec } from '../../plot/theme';
import { wrapped } from '../../plot/wrapped';

const titles = { loss: 'Loss', accuracy: 'Accuracy' };

/** What a knock-out is, for its note. */
export interface KnockoutNote {
  readonly rule: string;
  readonly seed: number;
  readonly from: number;
  /** The changes in words. */
  readonly change: string;
}

/**
 * A knock-out as Vega-Lite, in the look of Figure 3C: loss and accuracy of the untouched and of the changed run.
 * @param widthMm width of the whole figure in mm, see {@link figureLayout}
 * @throws InputError if the width is not allowed
 */
export function knockoutSpec(drawn: DrawnNumbers, { rule, seed, from, change }: KnockoutNote, widthMm: number): Spec {
  const styles = knockoutStyles(rule, 'changed');
  const layout = figureLayout(widthMm, [...styles.values()].map(({ label }) => label));
  const note = [`${ruleStyles[rule]?.label ?? rule}, seed ${seed}; ${smoothingNote(drawn.loss)}`, `from iteration ${from} on: ${change}`];
  const room = layout.width - layout.padding.left;
  const fitsOneLine = !layout.stacked && boldWidth(note.join('; '), type.note) <= room;
  const lines = fitsOneLine ? [note.join('; ')] : note.flatMap((text) => wrapped(text, room, type.note));
  const more = 12 * (lines.length - (layout.stacked ? 2 : 1));
  const panels = metrics.map((metric, n) => {
    const panel = knockoutPanel(drawn[metric], styles, {
      data: metric, from, size: layout, labelled: true, yTitle: titles[metric], axes: axesOf(drawn[metric], metric, layout),
      xTitle: { text: layout.stacked && n === 0 ? '' : 'Training iterations', x: layout.panelWidth / 2 },
    });
    const notes = n === 0 ? lines.map((text, i) => textAbove(text, -10 - 12 * (lines.length - 1 - i))) : [];
    return { ...panel, layer: [...panel.layer as Spec[], ...notes] };
  });
  const taller = { ...layout, height: layout.height + more, padding: { ...layout.padding, top: layout.padding.top + more } };
  return framed(`Knock-out: loss and accuracy of ${ruleStyles[rule]?.label ?? rule}, seed ${seed}, ${note[1]}, beside the same run untouched`, taller, panels, drawn);
}
