import { InputError } from '../core/errors';
import { boldWidth } from './text-width';
import { type } from './theme';

/** Size of a panel between its axes, in CSS pixels. */
export interface PanelSize {
  panelWidth: number;
  panelHeight: number;
}

/** Where things lie in the figure, in CSS pixels. Fixed numbers: no renderer measures anything. */
export interface FigureLayout extends PanelSize {
  width: number;
  /** Of two panels. */
  height: number;
  /** Whether two panels stand one above the other. */
  stacked: boolean;
  /** Between the first panel and the second. */
  gap: number;
  /** Around all panels, for axes, labels and the note. */
  padding: { left: number; top: number; right: number; bottom: number };
}

/** To the right of the labels; also what a viewer's own font may need more than ours. */
const spare = 6;
/** From the edge of a panel to its labels. */
export const labelOffset = 10;
const [left, bottom] = [46, 38];
/** Figures that are narrower have fewer columns. */
export const narrowMm = 130;
const allowedMm = { from: 60, to: 400 };

/**
 * Lays out two panels side by side, or one above the other where the figure is narrower than 130 mm; or panels in rows.
 * @param widthMm width of the whole figure in mm, 60 to 400
 * @param labels what will stand at the lines' ends
 * @param rows how many columns they have, and the gap between these
 * @throws InputError if the width is not allowed
 * @example figureLayout(174, ['MDGL', 'e-prop']).stacked // false
 */
export function figureLayout(widthMm: number, labels: readonly string[], rows?: { columns: number; gap: number }): FigureLayout {
  if (!(widthMm >= allowedMm.from && widthMm <= allowedMm.to)) {
    throw new InputError(`width ${widthMm} mm; allowed is a number from ${allowedMm.from} to ${allowedMm.to}`);
  }
  const width = pixelsOf(widthMm);
  const right = labelOffset + Math.ceil(Math.max(...labels.map((label) => boldWidth(label, type.label)))) + spare;
  const stacked = widthMm < narrowMm;
  const columns = rows?.columns ?? (stacked ? 1 : 2);
  const gap = rows?.gap ?? (stacked ? 32 : right + left);
  const panelWidth = Math.floor((width - left - right - gap * (columns - 1)) / columns);
  const panelHeight = Math.round(panelWidth * (columns === 1 ? 0.66 : 0.76));
  const padding = { left, top: stacked ? 34 : 24, right, bottom };
  const height = padding.top + panelHeight + (stacked ? gap + panelHeight : 0) + padding.bottom;
  return { width, height, stacked, panelWidth, panelHeight, gap, padding };
}

/** Lays out a single panel, see {@link figureLayout}. */
export function onePanel(widthMm: number, labels: readonly string[]): FigureLayout {
  const layout = figureLayout(widthMm, labels, { columns: 1, gap: 0 });
  return { ...layout, height: layout.padding.top + layout.panelHeight + layout.padding.bottom };
}

/** Turns a width into CSS pixels, 96 an inch. */
export function pixelsOf(widthMm: number): number {
  return Math.round((widthMm / 25.4) * 96);
}
