import type { FigureLayout, PanelSize } from './layout';
import { theme, type Layer, type Spec } from './theme';

/** Where panels lie that have one size. */
export type RowLayout = Omit<FigureLayout, keyof PanelSize>;

/** What lies between the paddings, in pixels. */
type Size = Partial<Record<'width' | 'height', number>>;

/** What a figure has of its own: all but what {@link figureOf} puts around it. */
type Part<Figure = Spec> = Figure extends unknown ? Omit<Figure, '$schema' | 'description' | 'background' | 'config'> : never;

/**
 * Adds what every figure has in common, around its own part.
 * @param config of charts whose look is another one than that for print
 */
export function figureOf(description: string, part: Part, config: typeof theme = theme): Spec {
  return { $schema: 'https://vega.github.io/schema/vega-lite/v5.json', description, background: 'white', ...part, config };
}

/**
 * Draws panels as one figure of exactly the given size: around the panels the padding, and between its ends the width, the height, or both,
 * whatever their sum does not say.
 */
export function framed(description: string, padding: FigureLayout['padding'], size: Size, panels: Part): Spec {
  const params = Object.entries(size).map(([name, value]) => ({ name, value }));
  return figureOf(description, { autosize: { type: 'none' }, padding, params, bounds: 'flush', ...panels });
}

/**
 * Draws panels beside or below one another as one figure.
 * @param datasets by name, for panels that do not hold their own data
 */
export function framedRow(description: string, layout: RowLayout, panels: Layer[], datasets?: Record<string, object[]>): Spec {
  const { width, height, stacked, gap, padding } = layout;
  const size = stacked ? { height: height - padding.top - padding.bottom } : { width: width - padding.left - padding.right };
  const arranged = { spacing: gap, ...(datasets && { datasets }), ...(stacked ? { vconcat: panels } : { hconcat: panels }) };
  return framed(description, padding, size, arranged);
}
