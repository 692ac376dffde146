import type { RowLayout } from '../../plot/framed';
import { figureLayout } from '../../plot/layout';

/** Where things lie in a row, or a column, of matrices; in CSS pixels. */
export interface MatrixLayout extends RowLayout {
  /** Whether the note above the first matrix takes two lines. */
  narrow: boolean;
  /** Side of a matrix. */
  side: number;
}

const margins = { left: 58, right: 8, bottom: 42 };
const gaps = { row: 22, column: 66 };
/** A cell that is smaller has no room for its numbers. */
const smallestCell = 38;
const largestCell = { beside: 96, stacked: 60 };
/** Nor has a matrix that is smaller for its heading. */
const smallestSide = 108;
/** Width of the note above the first matrix, which takes two lines in a narrower figure. */
const noteWidth = 360;

/**
 * Lays out square matrices side by side, or one above the other where their cells would not hold numbers of print size.
 * @param widthMm width of the whole figure in mm, 60 to 400
 * @param types cell types, on each side of a matrix
 * @throws InputError if the width is not allowed
 */
export function matrixLayout(widthMm: number, panels: number, types: number): MatrixLayout {
  const { width } = figureLayout(widthMm, ['']);
  const free = width - margins.left - margins.right;
  const beside = Math.floor((free - gaps.row * (panels - 1)) / panels);
  const stacked = beside < Math.max(smallestSide, smallestCell * types);
  const side = stacked ? Math.min(free, largestCell.stacked * types) : Math.min(beside, largestCell.beside * types);
  const narrow = free < noteWidth;
  const top = narrow ? 54 : 42;
  const gap = stacked ? gaps.column : gaps.row;
  const length = panels * side + (panels - 1) * gap;
  const height = top + margins.bottom + (stacked ? length : side);
  const right = width - margins.left - (stacked ? side : length);
  return { width, height, stacked, narrow, side, gap, padding: { ...margins, top, right } };
}
