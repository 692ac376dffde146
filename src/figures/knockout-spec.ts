import { ruleStyles } from './colors';
import { metrics, type DrawnNumbers } from './drawn-numbers';
import { axesOf, knockoutPanel, textAbove } from './knockout-panel';
import { knockoutStyles } from './knockout-style';
import { figureLayout } from './layout';
import { smoothingWidth } from './moving-mean';
import { boldWidth } from './text-width';
import { theme, type, type Spec } from './theme';

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
  const { left, right, top, bottom } = layout.padding;
  const note = [`${ruleStyles[rule]?.label ?? rule}, seed ${seed}; moving means over ${smoothingWidth} validations`, `from iteration ${from} on: ${change}`];
  const lines = (layout.stacked ? note : [note.join('; ')]).map((text) => fitting(text, layout.width - left));
  const panels = metrics.map((metric, n) => {
    const panel = knockoutPanel(drawn[metric], styles, {
      data: metric, from, size: layout, labelled: true, yTitle: titles[metric], axes: axesOf(drawn[metric], metric, layout),
      xTitle: { text: layout.stacked && n === 0 ? '' : 'Training iterations', x: layout.panelWidth / 2 },
    });
    const notes = n === 0 ? lines.map((text, i) => textAbove(text, -10 - 12 * (lines.length - 1 - i))) : [];
    return { ...panel, layer: [...panel.layer as Spec[], ...notes] };
  });
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: `Knock-out: loss and accuracy of ${ruleStyles[rule]?.label ?? rule}, seed ${seed}, ${note[1]}, beside the same run untouched`,
    background: 'white',
    autosize: { type: 'none' },
    padding: layout.padding,
    params: [layout.stacked ? { name: 'height', value: layout.height - top - bottom } : { name: 'width', value: layout.width - left - right }],
    bounds: 'flush',
    spacing: layout.gap,
    datasets: drawn,
    [layout.stacked ? 'vconcat' : 'hconcat']: panels,
    config: theme,
  };
}

/** A text that is cut where it would not fit. */
function fitting(text: string, width: number): string {
  if (boldWidth(text, type.note) <= width) return text;
  let end = text.length;
  while (boldWidth(`${text.slice(0, end)}…`, type.note) > width) end--;
  return `${text.slice(0, end)}…`;
}
