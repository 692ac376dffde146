// @ts-check
import { isDeepStrictEqual } from 'node:util';
import { hasTag, joined, printed } from './notebook.mjs';

/**
 * Where a fresh execution differs from the committed one, cell by cell, a line each.
 * Texts and charts are compared exactly, pictures by their size in pixels alone: another machine rasters otherwise.
 * In a cell tagged `time` it is enough that there is output.
 * @param {import('./notebook.mjs').Notebook} committed
 * @param {import('./notebook.mjs').Notebook} fresh
 */
export function differences(committed, fresh) {
  return committed.cells.flatMap((cell, index) => {
    if (cell.cell_type !== 'code') return [];
    const other = fresh.cells[index];
    return (hasTag(cell, 'time') ? presence(cell, other) : outputs(cell, other)).map((what) => `cell ${index + 1}: ${what}`);
  });
}

/** @param {import('./notebook.mjs').Cell} cell @param {import('./notebook.mjs').Cell} fresh */
function presence(cell, fresh) {
  if (cell.outputs.length === 0) return ['is tagged time and has no output'];
  return fresh.outputs.length === 0 ? ['has no output any more'] : [];
}

/** @param {import('./notebook.mjs').Cell} cell @param {import('./notebook.mjs').Cell} fresh @returns {string[]} */
function outputs(cell, fresh) {
  const shown = (/** @type {import('./notebook.mjs').Cell} */ { outputs: all }) => all.flatMap(({ data }) => data ? [data] : []);
  const [before, now] = [shown(cell), shown(fresh)];
  return [
    ...text('stdout', printed(cell, 'stdout'), printed(fresh, 'stdout')),
    ...text('stderr', printed(cell, 'stderr'), printed(fresh, 'stderr')),
    ...(before.length === now.length
      ? before.flatMap((data, n) => bundle(data, now[n]))
      : [`shows ${now.length} pictures or charts, ${before.length} are committed`]),
  ];
}

/** @param {Record<string, unknown>} before @param {Record<string, unknown>} now */
function bundle(before, now) {
  const types = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return types.flatMap((type) => {
    if (!(type in now)) return [`${type} is missing`];
    if (!(type in before)) return [`${type} is new`];
    const [old, fresh] = [before[type], now[type]];
    if (type === 'image/png') return text(`${type} size`, pixels(old), pixels(fresh));
    if (isText(old) && isText(fresh)) return text(type, joined(old), joined(fresh));
    return isDeepStrictEqual(old, fresh) ? [] : [`${type} differs${firstPlace(old, fresh)}`];
  });
}

/** @param {unknown} content @returns {content is string | string[]} */
function isText(content) {
  return typeof content === 'string' || Array.isArray(content);
}

/** @param {string} what @param {string} before @param {string} now @returns {string[]} */
function text(what, before, now) {
  if (before === now) return [];
  const [old, fresh] = [before.split('\n'), now.split('\n')];
  const at = old.findIndex((line, n) => line !== fresh[n]);
  const n = at < 0 ? old.length : at;
  return [`${what} differs: committed ${quoted(old[n])}, now ${quoted(fresh[n])}`];
}

/** @param {string | undefined} line */
function quoted(line) {
  return line === undefined ? 'nothing' : JSON.stringify(line.length > 100 ? `${line.slice(0, 100)}…` : line);
}

/** Width × height, which a PNG's header has after 16 bytes. @param {unknown} base64 */
function pixels(base64) {
  const bytes = Buffer.from(joined(/** @type {string} */ (base64)), 'base64');
  return bytes.length < 24 ? 'no PNG' : `${bytes.readUInt32BE(16)} × ${bytes.readUInt32BE(20)}`;
}

/**
 * Where two values first differ, such as ` at data.values.3.loss: committed 0.5, now 0.6`.
 * @param {unknown} before
 * @param {unknown} now
 * @returns {string}
 */
function firstPlace(before, now) {
  const path = [];
  let [a, b] = [before, now];
  while (isRecord(a) && isRecord(b)) {
    const [old, fresh] = [a, b];
    const key = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].find((name) => !isDeepStrictEqual(old[name], fresh[name]));
    if (key === undefined) break;
    path.push(key);
    [a, b] = [old[key], fresh[key]];
  }
  return ` at ${path.join('.')}: committed ${quoted(JSON.stringify(a))}, now ${quoted(JSON.stringify(b))}`;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === 'object' && value !== null;
}
