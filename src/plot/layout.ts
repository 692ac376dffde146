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
  widthMm: number;
  width: number;
  height: number;
  stacked: boolean;
  /** Between the first panel and the second. */
  gap: number;
  /** Around both panels, for axes, labels and the note. */
  padding: { left: number; top: number; right: number; bottom: number };
}

/** To the right of the labels; also what a viewer's own font may need more than ours. */
const spare = 6;
const left = 46;
const bottom = 38;
/** From the edge of a panel to its labels. */
export const labelOffset = 10;
const narrowMm = 130;
const allowedMm = { from: 60, to: 400 };

/**
 * Two panels side by side, or one above the other where the figure is narrower than 130 mm.
 *
 * @param widthMm width of the whole figure in mm, 60 to 400
 * @param labels what will stand at the lines' ends
 * @throws {InputError} if the width is not allowed
 * @example figureLayout(174, ['MDGL', 'e-prop']).stacked // false
 */
export function figureLayout(widthMm: number, labels: readonly string[]): FigureLayout {
  if (!(widthMm >= allowedMm.from && widthMm <= allowedMm.to)) {
    throw new InputError(`width ${widthMm} mm; allowed is a number from ${allowedMm.from} to ${allowedMm.to}`);
  }
  const width = Math.round((widthMm / 25.4) * 96);
  const right = labelOffset + Math.ceil(Math.max(...labels.map((label) => boldWidth(label, type.label)))) + spare;
  const stacked = widthMm < narrowMm;
  const gap = stacked ? 32 : right + left;
  const panelWidth = stacked ? width - left - right : Math.floor((width - left - right - gap) / 2);
  const panelHeight = Math.round(panelWidth * (stacked ? 0.66 : 0.76));
  const padding = { left, top: stacked ? 34 : 24, right, bottom };
  const height = padding.top + panelHeight + (stacked ? gap + panelHeight : 0) + padding.bottom;
  return { widthMm, width, height, stacked, panelWidth, panelHeight, gap, padding };
}
