// Types alone are taken from these ES modules, which from CommonJS TypeScript allows in words that tslab's TypeScript cannot read.
// @ts-ignore TS1541
import type { Config, TopLevelSpec } from 'vega-lite';
// @ts-ignore TS1541
import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
// @ts-ignore TS1541
import type { MarkDef } from 'vega-lite/types_unstable/mark.js';
// @ts-ignore TS1541
import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js';

/** A figure as Vega-Lite, a plain object that JSON can hold. */
export type Spec = TopLevelSpec;
/** A part of a panel, or a panel, which is made of such parts. */
export type Layer = LayerSpec<Field> | UnitSpec<Field>;
/** Where a field lies on an axis. */
export type Position = PositionFieldDef<Field>;
/** Makes of a field its place on an axis. */
export type Encode = (field: string) => Position;
/** The look of a mark, beside its type. */
export type MarkStyle = Omit<Partial<MarkDef>, 'type'>;

/** DejaVu Sans and Verdana have nearly the same widths, so a figure looks the same where either is there. */
const fontFamily = 'DejaVu Sans, Verdana, sans-serif';

/** Sizes of type in CSS pixels (96 an inch, as in SVG): 7, 8, 7 and 6.5 points. */
export const type = { tick: 9.33, title: 10.67, label: 9.33, note: 8.67 };

/** Colour of axes and of text that belongs to no rule. */
export const ink = '#222222';

/**
 * The look of figures for print. Nothing in it makes a renderer measure text: no limits, no hiding of labels that overlap; titles of axes
 * need a place (`titleX`, `titleY`) besides.
 */
export const theme: Config = {
  font: fontFamily,
  aria: false,
  view: { stroke: null },
  line: { strokeJoin: 'round', strokeCap: 'butt' },
  axis: {
    grid: false, translate: 0, domainColor: ink, domainWidth: 0.8, tickColor: ink, tickWidth: 0.8, tickSize: 4, tickRound: false,
    labelColor: ink, labelFontSize: type.tick, labelPadding: 3, labelLimit: 0, labelOverlap: false, labelBound: false, labelFlush: false,
    titleColor: ink, titleFontSize: type.title, titleFontWeight: 'normal', titleLimit: 0, titleAlign: 'center', titleBaseline: 'alphabetic',
  },
};

/** Makes a scale from end to end of an axis, and no further. */
export function fixedScale({ low, high }: { low: number; high: number }) {
  return { domain: [low, high], nice: false, zero: false };
}
