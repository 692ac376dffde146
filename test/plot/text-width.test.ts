import fc from 'fast-check';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { fontFiles } from '../../src/node/render/fonts';
import { advances, kerning } from '../../src/plot/bold-widths.json';
import { boldWidth } from '../../src/plot/text-width';

const SIZE = 1000;
const font = new PDFDocument({ autoFirstPage: false }).font(fontFiles.bold).fontSize(SIZE);
/** Texts that the PDF library finds wider or narrower; a unit of the font is half of one here. */
const differing = (texts: readonly string[]) => texts.filter((text) => Math.abs(boldWidth(text, SIZE) - font.widthOfString(text)) > 1e-6);

const characters = Object.values(advances).flatMap((equal) => [...equal]);
/** A mark and its letter are often one character of their own to the font. */
const spacing = characters.filter((character) => !/\p{M}/u.test(character));
const latin = characters.filter((character) => /\p{Script=Latin}/u.test(character));
const text = (from: readonly string[]) => fc.array(fc.constantFrom(...from)).map((drawn) => drawn.join(''));

describe('the width of bold text', () => {
  it('is that of its letters', () => {
    // DejaVu Sans Bold: M 2038, D 1700, G 1681, L 1305 of 2048 units an em, and no kerning between them.
    expect(boldWidth('MDGL', 10)).toBeCloseTo(((2038 + 1700 + 1681 + 1305) / 2048) * 10, 12);
  });

  it('is the PDF library\'s for every character and every pair that moves together', () => {
    const pairs = Object.entries(kerning).flatMap(([firsts, row]) => Object.values(row).flatMap((seconds) =>
      [...firsts].flatMap((first) => [...seconds].map((second) => first + second))));
    // The library kerns in Latin words; H stays apart from all letters.
    expect(differing([...characters, ...pairs.map((pair) => `H${pair}`)])).toEqual([]);
    expect(Math.min(characters.length, pairs.length)).toBeGreaterThan(1000);
  });

  it('is the PDF library\'s for any words that begin with a Latin letter', () => {
    const word = fc.tuple(fc.constantFrom(...latin), text(spacing)).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.array(word), (words) => differing([words.join(' ')]).length === 0), { numRuns: 300 });
    const close = text([...'AVToyfil,.- ']).map((more) => `T${more.replaceAll(' ', ' T')}`);
    fc.assert(fc.property(close, (words) => differing([words]).length === 0), { numRuns: 300 });
  });

  it('is the PDF library\'s for the signs of the model, which begin with a Greek letter or end with an index', () => {
    expect(differing(['εᵥ', 'εₐ', 'ψ', 'ε_v', 'β εₐ', 'L + Γ', 'Λ', 'w̄', 'σ→AV', 'Γ from E', 'x(t)'])).toEqual([]);
  });

  it('is the PDF library\'s where the font joins letters', () => {
    expect(differing(['field', 'flow', 'off', 'office', 'shuffle', 'fffi fffl ffff'])).toEqual([]);
  });

  it('is that of the font\'s box for a character that the table lacks', () => {
    expect(differing(['型', 'E型'])).toEqual([]);
  });

  it('does not grow by a mark above a letter', () => {
    expect(differing(['w̄ and W̄'])).toEqual([]);
    expect(boldWidth('w̄', 10)).toBe(boldWidth('w', 10));
  });
});
