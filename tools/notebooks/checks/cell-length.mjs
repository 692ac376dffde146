// @ts-check
import { codeCells } from '../notebook.mjs';

const LINES = 12;

/** A cell is taken in at one glance. @param {import('../notebook.mjs').Notebook} notebook */
export function cellLength(notebook) {
  return codeCells(notebook).flatMap(({ cell, place }) => {
    const lines = cell.source.trimEnd().split('\n').length;
    return lines > LINES ? [`cell ${place} has ${lines} lines, at most ${LINES} are allowed`] : [];
  });
}
