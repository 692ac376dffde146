/** A Vega-Lite specification or a part of one: a plain object that JSON can hold. */
export type Spec = Record<string, unknown>;

/** DejaVu Sans and Verdana have nearly the same widths, so a figure looks the same where either is there. */
const fontFamily = 'DejaVu Sans, Verdana, sans-serif';

/** Sizes of type in CSS pixels (96 an inch, as in SVG): 7, 8, 7 and 6.5 points. */
export const type = { tick: 9.33, title: 10.67, label: 9.33, note: 8.67 };

/** Colour of axes and of text that belongs to no rule. */
export const ink = '#222222';

/**
 * The look of figures for print. Nothing in it makes a renderer measure text: no limits, no hiding of labels that
 * overlap; titles of axes need a place (`titleX`, `titleY`) besides.
 */
export const theme: Spec = {
  font: fontFamily,
  aria: false,
  view: { stroke: null },
  line: { strokeJoin: 'round', strokeCap: 'butt' },
  axis: {
    grid: false,
    translate: 0,
    domainColor: ink,
    domainWidth: 0.8,
    tickColor: ink,
    tickWidth: 0.8,
    tickSize: 4,
    tickRound: false,
    labelColor: ink,
    labelFontSize: type.tick,
    labelPadding: 3,
    labelLimit: 0,
    labelOverlap: false,
    labelBound: false,
    labelFlush: false,
    titleColor: ink,
    titleFontSize: type.title,
    titleFontWeight: 'normal',
    titleLimit: 0,
    titleAlign: 'center',
    titleBaseline: 'alphabetic',
  },
};
