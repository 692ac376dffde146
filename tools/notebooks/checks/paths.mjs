// @ts-check
import { joined } from '../notebook.mjs';

/** A path that exists on one machine only; not a web address, whose host stands before the slash. */
const ABSOLUTE =
  /(?<![\w.:/~-])\/(?:home|root|tmp|Users|var|private|opt|usr|mnt|srv|work|builds?)\/[\w.@-]|\bfile:\/\/|\b[A-Za-z]:\\+(?:Users|Program|Windows|[\w. -]+\\)/;

/** @param {import('../notebook.mjs').Notebook} notebook */
export function paths({ cells }) {
  return cells.flatMap((cell, index) => {
    const inSource = firstPath(cell.source);
    const inOutput = cell.outputs.map(textsOf).flat().map(firstPath).find(Boolean);
    return [
      ...inSource ? [`cell ${index + 1} names an absolute path: ${inSource}`] : [],
      ...inOutput ? [`cell ${index + 1} prints an absolute path: ${inOutput}`] : [],
    ];
  });
}

/** @param {string} text */
function firstPath(text) {
  const at = ABSOLUTE.exec(text)?.index;
  return at === undefined ? undefined : text.slice(at, at + 60).split(/[\s"'`)]/)[0];
}

/** All texts of an output; a picture's letters mean nothing. @param {import('../notebook.mjs').Output} output */
function textsOf({ text, data = {} }) {
  const shown = Object.entries(data).filter(([type]) => !/^image\/(?!svg)/.test(type)).map(([, content]) => content);
  return [joined(text), ...shown.flatMap(stringsIn)];
}

/** @param {unknown} value @returns {string[]} */
function stringsIn(value) {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
