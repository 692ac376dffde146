// @ts-check
import { codeCells, hasTag, joined, printed } from '../notebook.mjs';

/** How tslab prints what nobody caught, whenever it comes. */
const UNCAUGHT = /UncaughtException:|UnhandledPromiseRejection:/;

/**
 * tslab prints errors on stderr, so that nothing may stand there, but in a cell tagged `stderr`.
 * @param {import('../notebook.mjs').Notebook} notebook
 */
export function errors(notebook) {
  return codeCells(notebook).flatMap(({ cell, place }) => {
    const error = cell.outputs.find((output) => output.output_type === 'error');
    if (error) return [`cell ${place} fails: ${error.ename}: ${error.evalue}`];
    const stderr = printed(cell, 'stderr');
    const all = cell.outputs.map((output) => joined(output.text)).join('\n');
    if (UNCAUGHT.test(all)) return [`cell ${place} fails: ${lineWith(UNCAUGHT, all)}`];
    return stderr && !hasTag(cell, 'stderr') ? [`cell ${place} writes to stderr: ${stderr.trim().split('\n')[0]}`] : [];
  });
}

/** @param {RegExp} pattern @param {string} text */
function lineWith(pattern, text) {
  return text.split('\n').find((line) => pattern.test(line));
}
