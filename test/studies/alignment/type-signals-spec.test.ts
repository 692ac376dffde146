import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../../src/plot/svg';
import { typeSignalNumbers, type TypeSignalPanel } from '../../../src/studies/alignment/type-signal-numbers';
import { typeSignalsSpec } from '../../../src/studies/alignment/type-signals-spec';
import { cutOff, overlap, placedTexts } from '../../support/svg-texts';
import { warningsOf } from '../../support/warnings';
import { syntheticStudy, type StudyOptions } from './synthetic-study';

const specOf = (options?: StudyOptions, widthMm = 174) => typeSignalsSpec(typeSignalNumbers(syntheticStudy(options).means), widthMm);
const svgOf = (options?: StudyOptions, widthMm = 174) => renderSvg(specOf(options, widthMm), widthMm);

/** A matrix with one entry that is not like its transpose. */
const lopsided: TypeSignalPanel[] = [
  {
    title: 'One way',
    cells: [
      ['I', 'I', 0],
      ['E', 'I', -2],
      ['I', 'E', 1],
      ['E', 'E', 0.001],
    ].map(([sender, receiver, mean]) => ({ sender, receiver, runs: 1, mean, sd: null }) as TypeSignalPanel['cells'][number]),
  },
];

describe('matrices of type-to-type signals', () => {
  it('look as they did', async () => {
    await expect(`${await svgOf()}\n`).toMatchFileSnapshot('type-signals.snapshot.svg');
  });

  it('are plain Vega-Lite of schema 5 that compiles without a warning', () => {
    for (const spec of [specOf(), specOf({}, 85), specOf({ types: ['A', 'B', 'C', 'D'] }), specOf({ seeds: 1, paths: ['bptt'] })]) {
      expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
      expect(spec.$schema).toBe('https://vega.github.io/schema/vega-lite/v5.json');
      expect(warningsOf(spec)).toEqual([]);
    }
  });

  it('have the sender across and the receiver down, the sign always written', async () => {
    const texts = placedTexts(await renderSvg(typeSignalsSpec(lopsided, 100), 100));
    const at = (text: string) => texts.find((one) => one.text === text)!;
    // what E says to I is −2: in the column of E, in the row of I
    const [heading, said] = [at('One way'), at('−2.00')];
    expect(said.left).toBeGreaterThan(at('+1.00').right);
    expect(said.bottom).toBeLessThan(at('+1.00').top);
    expect(said.top).toBeGreaterThan(heading.bottom);
    const column = texts.filter(({ text }) => text === 'E').sort((a, b) => b.top - a.top)[0];
    const row = texts.filter(({ text }) => text === 'I').sort((a, b) => a.top - b.top)[0];
    expect(Math.abs(column.left + column.right - said.left - said.right)).toBeLessThan(4);
    expect(Math.abs(row.top + row.bottom - said.top - said.bottom)).toBeLessThan(20);
    expect(at('Sender').top).toBeGreaterThan(column.bottom);
    expect(at('Receiver').right).toBeLessThan(row.left);
    expect(texts.filter(({ text }) => text === '0.00')).toHaveLength(2);
  });

  it('have orange below 0 and blue above, white for 0, and one scale for all', async () => {
    const svg = await renderSvg(typeSignalsSpec(lopsided, 100), 100);
    const fills = [...svg.matchAll(/aria-roledescription="bar"[^>]*fill="([^"]+)"|<path d="M[^"]*" fill="(rgb[^"]+)" stroke="white"/g)].map(
      ([, a, b]) => a ?? b
    );
    const [ii, ei, ie] = fills.map((fill) => /rgb\((\d+), (\d+), (\d+)\)/.exec(fill)!.slice(1).map(Number));
    expect(ii).toEqual([255, 255, 255]);
    expect(ei[0]).toBeGreaterThan(ei[2]);
    expect(ie[2]).toBeGreaterThan(ie[0]);
    // −2 has the full colour, 1 half of it
    expect(ei).toEqual([0xc2, 0x61, 0x0c]);
    expect(ie).toEqual([0x2f, 0x6d, 0xb3].map((end) => Math.round((255 + end) / 2)));
  });

  it('hold mean and sd of every pair', async () => {
    const texts = placedTexts(await svgOf()).map(({ text }) => text);
    expect(texts.filter((text) => /^[+−]\d\.\d\d$/.test(text))).toHaveLength(12);
    expect(texts.filter((text) => text === '± 0.01')).toHaveLength(12);
    expect(texts).toContain('w̄: mean weight of the synapses from receiver to sender; mean ± sd over 3 runs');
    for (const title of ['Before training', 'Trained by BPTT', 'Trained by MDGL']) expect(texts).toContain(title);
  });

  const sizes = [[174, 2], [120, 2], [85, 2], [174, 4], [85, 4]];

  it.each(sizes)('have no text that overlaps another or is cut off (%s mm, %s types)', async (widthMm, types) => {
    const svg = await svgOf({ types: ['I', 'E', 'SST', 'VIP'].slice(0, types) }, widthMm);
    expect(placedTexts(svg).length).toBeGreaterThan(20);
    expect(overlap(placedTexts(svg))).toBeUndefined();
    expect(cutOff(svg)).toBeUndefined();
  });
});
