import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { renderSvg } from '../../../src/plot/svg';
import { candidateStyles } from '../../../src/studies/alignment/candidate-styles';
import { alignmentNumbers } from '../../../src/studies/alignment/numbers';
import { alignmentSpec } from '../../../src/studies/alignment/spec';
import { cutOff, overlap, placedTexts } from '../../support/svg-texts';
import { warningsOf } from '../../support/warnings';
import { syntheticStudy, type StudyOptions } from './synthetic-study';

const specOf = (options?: StudyOptions, widthMm = 174) => alignmentSpec(alignmentNumbers(syntheticStudy(options).alignment), widthMm);
const svgOf = (options?: StudyOptions, widthMm = 174) => renderSvg(specOf(options, widthMm), widthMm);
let wide = '';
let narrow = '';
beforeAll(async () => { [wide, narrow] = [await svgOf(), await svgOf({}, 85)]; });
const textsOf = (svg: string) => placedTexts(svg).map(({ text }) => text);
const countOf = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].length;

describe('alignment over training', () => {
  it('looks as it did', async () => {
    await expect(`${wide}\n`).toMatchFileSnapshot('alignment.snapshot.svg');
  });

  it('is plain Vega-Lite of schema 5 that compiles without a warning', () => {
    for (const spec of [specOf(), specOf({}, 85), specOf({ seeds: 1 }), specOf({ paths: ['mdgl'] }), specOf({ iterations: 0 })]) {
      expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
      expect(spec.$schema).toBe('https://vega.github.io/schema/vega-lite/v5.json');
      expect(warningsOf(spec)).toEqual([]);
    }
  });

  it('has a column for each path, with the rules\' names beside every panel', () => {
    const texts = textsOf(wide);
    expect(texts.filter((text) => text.startsWith('Runs trained by'))).toEqual(['Runs trained by BPTT', 'Runs trained by MDGL']);
    expect(texts).toContain('mean ± sd over 3 runs; moving mean over 5 measurements; [95 % interval over runs]');
    for (const label of ['MDGL', 'MDGLbca', 'NL-MDGL', 'OnMDGL']) expect(texts.filter((text) => text === label)).toHaveLength(4);
    for (const label of ['e-prop', 'RFLO', 'RFLO symm.']) expect(texts.filter((text) => text === label)).toHaveLength(2);
    expect(texts.filter((text) => text === 'Cosine to BPTT')).toHaveLength(2);
    expect(texts.filter((text) => text === 'Difference to e-prop')).toHaveLength(2);
    expect(texts.filter((text) => text === 'Training iterations')).toHaveLength(2);
  });

  it.each([174, 130, 85])('has no text that overlaps another or is cut off (%s mm)', async (widthMm) => {
    const svg = widthMm === 174 ? wide : widthMm === 85 ? narrow : await svgOf({}, widthMm);
    expect(placedTexts(svg).length).toBeGreaterThan(50);
    expect(overlap(placedTexts(svg))).toBeUndefined();
    expect(cutOff(svg)).toBeUndefined();
  });

  it('stacks the panels where it is narrow, each with its heading', () => {
    const texts = textsOf(narrow);
    expect(texts.filter((text) => text.startsWith('Runs trained by'))).toHaveLength(4);
    expect(texts.filter((text) => text === 'Training iterations')).toHaveLength(1);
  });

  it('says in numbers what MDGL adds to e-prop, as the table does', () => {
    // as in the table: 0.02 · mean(1 − passed/4) along BPTT's path, 0.02 · mean(1 − passed/2) along MDGL's, the same in each run
    const passed = Array.from({ length: 21 }, (_, n) => 100 * n / (100 * n + 500)).reduce((a, b) => a + b, 0) / 21;
    const said = [0.25, 0.5].map((loss) => (0.02 * (1 - loss * passed)).toFixed(3));
    const added = textsOf(wide).filter((text) => text.startsWith('MDGL adds'));
    expect(added).toEqual(said.map((gain) => `MDGL adds ${gain} [${gain}, ${gain}]`));
  });

  it('tells rules apart by dashes too', () => {
    const styles = candidateStyles(['e-prop', 'mdgl', 'mdgl-bca', 'nl-mdgl', 'on-mdgl', 'rflo', 'rflo-symmetric']);
    const dashes = [...styles.values()].map(({ dash, color }) => [dash!.join(), color]);
    expect(new Set(dashes.map(([, color]) => color)).size).toBe(7);
    // MDGL and e-prop are both drawn through; in grey one is much darker
    expect(dashes.filter(([dash]) => dash === '')).toHaveLength(2);
    expect(new Set(dashes.map(([dash]) => dash)).size).toBe(6);
  });

  it('shows a band for several runs and none for one', async () => {
    expect(countOf(wide, /<path [^>]*opacity="0\.1(8)?"/g)).toBe(2 * (7 + 4));
    const one = await svgOf({ seeds: 1 });
    expect(countOf(one, /<path [^>]*opacity="0\.1(8)?"/g)).toBe(0);
    expect(textsOf(one)).toContain('one run; moving mean over 5 measurements');
    expect(textsOf(one).filter((text) => text.startsWith('MDGL adds')).every((text) => /^MDGL adds 0\.\d{3}$/.test(text))).toBe(true);
  });

  it('draws a study of one path, of one measurement, of one rule', async () => {
    for (const options of [{ paths: ['mdgl'] }, { iterations: 0 }, { rules: ['e-prop', 'mdgl'], seeds: 1 }]) {
      const svg = await svgOf(options);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(textsOf(svg)).toContain('MDGL');
    }
  });

  it('refuses a width that cannot be drawn', () => {
    expect(() => specOf({}, 20)).toThrow(InputError);
  });
});
