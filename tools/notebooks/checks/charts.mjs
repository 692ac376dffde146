// @ts-check
import { codeCells, VEGA } from '../notebook.mjs';

/** Where Vega does not run, on GitHub, the picture beside it is what one sees. @param {import('../notebook.mjs').Notebook} notebook */
export function charts(notebook) {
  return codeCells(notebook).flatMap(({ cell, place }) =>
    cell.outputs
      .filter(({ data }) => data && VEGA in data && !('image/png' in data))
      .map(() => `cell ${place} shows a chart without a picture (image/png) in the same output`));
}
