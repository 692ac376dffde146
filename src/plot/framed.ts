import type { FigureLayout } from './layout';
import { theme, type Spec } from './theme';

/** Where panels beside or below one another are put, in pixels. */
type Frame = Pick<FigureLayout, 'width' | 'height' | 'stacked' | 'gap' | 'padding'>;

/**
 * Panels beside or below one another as one figure (Vega-Lite, schema 5) of exactly the frame's size.
 * @param datasets by name, for panels that do not hold their own data
 */
export function framed(description: string, { width, height, stacked, gap, padding }: Frame, panels: readonly Spec[], datasets?: object): Spec {
  const { left, right, top, bottom } = padding;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description,
    background: 'white',
    autosize: { type: 'none' },
    padding,
    params: [stacked ? { name: 'height', value: height - top - bottom } : { name: 'width', value: width - left - right }],
    bounds: 'flush',
    spacing: gap,
    ...(datasets && { datasets }),
    [stacked ? 'vconcat' : 'hconcat']: panels,
    config: theme,
  };
}
