// @ts-check
/**
 * Makes the table of how wide text in bold DejaVu Sans is, so that no font has to be opened to lay out a figure.
 * Takes half a minute.
 *   node tools/text-widths.mjs
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './lib/project.mjs';

const LATIN = '\u0020\u024f';
/** Letters with more than one sign, such as Ỳ. */
const MORE_LATIN = '\u1e00\u1eff';
const PUNCTUATION = '\u2010\u205e';
/** Small letters as indices, such as the one of εᵥ. */
const PHONETIC = '\u1d00\u1dbf';
const GREEK = '\u0370\u03ff';
const CYRILLIC = '\u0400\u04ff';
/** Such as the one of w̄. */
const MARKS = '\u0300\u036f';
/** Indices, currencies, letters, arrows and operators. */
const SIGNS = ['\u2070\u209f', '\u20a0\u20cf', '\u2100\u214f', '\u2190\u21ff', '\u2200\u22ff'];
const LIGATURES = '\ufb00\ufb04';
/** First and last characters of what is measured. */
const BLOCKS = [LATIN, MORE_LATIN, MARKS, PHONETIC, GREEK, CYRILLIC, PUNCTUATION, ...SIGNS, LIGATURES];
/** Blocks with characters that move closer to their neighbours. */
const KERNED = [LATIN, MORE_LATIN, PUNCTUATION];

const { resolve } = createRequire(import.meta.url);
/** The reader of fonts that the PDF library uses. */
const fontkit = createRequire(resolve('pdfkit'))('fontkit');
const font = fontkit.openSync(resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'));

const table = {
  unitsPerEm: font.unitsPerEm,
  missing: font.getGlyph(0).advanceWidth,
  advances: grouped(charactersOf(BLOCKS).map((character) => [laidOut(character).advanceWidth, character])),
  kerning: kerning(charactersOf(KERNED)),
};
const asJson = (/** @type {unknown} */ value) =>
  JSON.stringify(value).replace(/\p{M}/gu, (mark) => `\\u0${mark.charCodeAt(0).toString(16)}`);
const lines = Object.entries(table).map(([name, value]) => `${JSON.stringify(name)}: ${asJson(value)}`);
writeFileSync(join(ROOT, 'src', 'plot', 'bold-widths.json'), `{\n${lines.join(',\n')}\n}\n`);

/** Characters of the font in some blocks, but those that are not seen. @param {string[]} blocks @returns {string[]} */
function charactersOf(blocks) {
  const characters = String.fromCodePoint(...font.characterSet);
  const isWanted = (/** @type {string} */ character) => blocks.some(([first, last]) => first <= character && character <= last);
  return [...characters].filter((character) => isWanted(character) && !/[\p{C}\p{Zl}\p{Zp}]/u.test(character));
}

/** By first characters, and change of the distance: second characters. @param {string[]} characters */
function kerning(characters) {
  const rows = characters.map((first) => {
    const row = grouped(characters.flatMap((second) => {
      const { glyphs, advanceWidth } = laidOut(first + second);
      const change = advanceWidth - laidOut(first).advanceWidth - laidOut(second).advanceWidth;
      return glyphs.length === 1 || change === 0 ? [] : [[change, second]];
    }));
    return [JSON.stringify(row), first];
  });
  return Object.fromEntries(Object.entries(grouped(rows)).flatMap(([row, firsts]) => row === '{}' ? [] : [[firsts, JSON.parse(row)]]));
}

/** @param {string} text */
function laidOut(text) {
  return font.layout(text, undefined, 'latn');
}

/** Joins the characters that have the same key. @param {any[][]} pairs of a key and a character @returns {Record<string, string>} */
function grouped(pairs) {
  /** @type {Record<string, string>} */
  const groups = {};
  for (const [key, character] of pairs) groups[key] = (groups[key] ?? '') + character;
  return groups;
}
