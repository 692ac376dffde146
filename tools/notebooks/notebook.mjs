// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ToolError } from '../lib/tool-error.mjs';

/** The MIME type of a chart that JupyterLab draws. */
export const VEGA = 'application/vnd.vegalite.v5+json';

/**
 * @typedef {object} Output
 * @property {'stream' | 'display_data' | 'execute_result' | 'error'} output_type
 * @property {'stdout' | 'stderr'} [name] of a stream
 * @property {string | string[]} [text] of a stream
 * @property {Record<string, unknown>} [data] of a display: MIME type → content
 * @property {string} [ename]
 * @property {string} [evalue]
 *
 * @typedef {object} Cell
 * @property {'code' | 'markdown' | 'raw'} cell_type
 * @property {string} source
 * @property {{ tags?: string[] }} metadata
 * @property {number | null} [execution_count]
 * @property {Output[]} outputs none for text
 *
 * @typedef {object} Notebook
 * @property {string} name of its file
 * @property {Cell[]} cells
 * @property {string | undefined} kernel
 * @property {number} bytes
 */

/** @param {string} file @returns {Notebook} */
export function readNotebook(file) {
  const text = readFileSync(file, 'utf8');
  try {
    return parseNotebook(basename(file), text);
  } catch (error) {
    throw new ToolError(`${file} is not a notebook (${error instanceof Error ? error.message : error})`);
  }
}

/** @param {string} name @param {string} text @returns {Notebook} */
export function parseNotebook(name, text) {
  const { cells, metadata } = JSON.parse(text);
  return {
    name,
    bytes: Buffer.byteLength(text),
    kernel: metadata?.kernelspec?.name,
    cells: cells.map((/** @type {any} */ cell) => ({ metadata: {}, outputs: [], ...cell, source: joined(cell.source) })),
  };
}

/** The notebooks of a folder, by name. @param {string} folder @returns {string[]} paths */
export function notebooksIn(folder) {
  return readdirSync(folder).filter((name) => name.endsWith('.ipynb')).sort().map((name) => join(folder, name));
}

/** Texts stand in notebooks as one string or as lines. @param {string | readonly string[] | undefined} text */
export function joined(text) {
  return typeof text === 'string' ? text : (text ?? []).join('');
}

/** @param {Cell} cell @param {string} tag */
export function hasTag(cell, tag) {
  return cell.metadata.tags?.includes(tag) ?? false;
}

/** What a cell printed. @param {Cell} cell @param {'stdout' | 'stderr'} name */
export function printed(cell, name) {
  return cell.outputs.filter((output) => output.output_type === 'stream' && output.name === name).map(({ text }) => joined(text)).join('');
}

/** The code cells with their places, counted from 1 as people count. @param {Notebook} notebook */
export function codeCells({ cells }) {
  return cells.flatMap((cell, index) => cell.cell_type === 'code' ? [{ cell, place: index + 1 }] : []);
}
