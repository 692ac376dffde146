// @ts-check
import { codeCells } from '../notebook.mjs';

/** Executed from top to bottom, once, all of it. @param {import('../notebook.mjs').Notebook} notebook */
export function executionOrder(notebook) {
  return codeCells(notebook).flatMap(({ cell, place }, index) => {
    if (!cell.source.trim()) return [`cell ${place} is empty`];
    return cell.execution_count === index + 1
      ? []
      : [`cell ${place} has execution count ${cell.execution_count ?? 'none'}, must be ${index + 1}`];
  });
}
