// @ts-check
import { codeCells, printed } from '../notebook.mjs';

const LINE = /^(Predicted|Measured): (.+) = ([-−+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?)(?: .*|%.*)?$/;

/**
 * A notebook states a number, and a later cell measures it: lines `Predicted: rate = 12.5` and `Measured: rate = 13.1`.
 * @param {import('../notebook.mjs').Notebook} notebook
 */
export function prediction(notebook) {
  const lines = codeCells(notebook).flatMap(({ cell, place }) =>
    printed(cell, 'stdout').split('\n').flatMap((line) => {
      const [, kind, what] = LINE.exec(line.trimEnd()) ?? [];
      return kind ? [{ kind, what, place }] : /^(Predicted|Measured):/.test(line) ? [{ kind: 'unreadable', what: line, place }] : [];
    }));
  const predicted = lines.filter(({ kind }) => kind === 'Predicted');
  const measured = lines.filter(({ kind }) => kind === 'Measured');
  const problems = lines
    .filter(({ kind }) => kind === 'unreadable')
    .map(({ what, place }) => `cell ${place}: "${what}" must be Predicted: what = number, or Measured: what = number`);
  for (const { what, place } of predicted) {
    const places = measured.filter((line) => line.what === what).map((line) => line.place);
    if (places.length === 0) problems.push(`cell ${place} predicts ${what}, no cell measures it`);
    else if (!places.some((at) => at > place)) problems.push(`cell ${place} predicts ${what} when cell ${places[0]} has measured it `
      + 'already; a prediction stands in a cell before');
  }
  for (const { what, place } of measured) {
    if (!predicted.some((line) => line.what === what)) problems.push(`cell ${place} measures ${what}, no cell predicts it`);
  }
  if (lines.length === 0) problems.push('no cell prints Predicted: what = number and a later one Measured: what = number');
  return problems;
}
