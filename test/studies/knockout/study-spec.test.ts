import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { textMetrics } from 'vega';
import { describe, expect, it, vi } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { renderSvg } from '../../../src/plot/svg';
import { drawFigures } from '../../../src/studies/figure-files';
import { knockoutCurves } from '../../../src/studies/knockout/curves';
import type { StudyPoint } from '../../../src/studies/knockout/curves-csv';
import { knockoutFigure, studyFigure } from '../../../src/studies/knockout/draw';
import { formatDifferences, pairedDifferences } from '../../../src/studies/knockout/paired-differences';
import { knockoutSpec } from '../../../src/studies/knockout/spec';
import { formatStudyPanels, knockoutStudyPanels, knockoutStudySpec } from '../../../src/studies/knockout/study-spec';
import { studyTable } from '../../../src/studies/knockout/study-table';
import { newFolder } from '../../support/golden';
import { textOfPdf } from '../../support/pdf-text';
import { cutOff, overlap, placedTexts } from '../../support/svg-texts';
import { warningsOf } from '../../support/warnings';

const PAIRS = ['E>E', 'E>I', 'I>E', 'I>I'];

/** A study whose changed runs learn less from where they begin, E>E least. */
function study({ pairs = PAIRS, from = [0, 300], seeds = 3, iterations = 2000, every = 20 } = {}): StudyPoint[] {
  const iterationsOf = Array.from({ length: iterations / every + 1 }, (_, n) => n * every);
  const lossAt = (iteration: number, seed: number, begin: number, pair: number) => {
    const learned = (t: number) => 0.45 * t / (t + 300);
    const lost = (learned(iteration) - learned(Math.min(begin, iteration))) * (4 - pair) / 6;
    return 0.69 - learned(iteration) + lost + 0.02 * Math.sin(iteration / 40 + 2 * seed) * Math.min(1, iteration / 200);
  };
  const run = (seed: number, pair: string | null, begin: number | null): StudyPoint[] => iterationsOf.map((iteration) => {
    const loss = lossAt(iteration, seed, begin ?? Infinity, pair ? pairs.indexOf(pair) : 0);
    return {
      curve: pair ? 'changed' : 'untouched',
      pair,
      from: begin,
      rule: 'mdgl',
      seed,
      iteration,
      loss,
      accuracy: 1 - loss / 1.4,
      rateHz: 15,
    };
  });
  const seedsOf = Array.from({ length: seeds }, (_, n) => n + 1);
  return [
    ...seedsOf.flatMap((seed) => run(seed, null, null)),
    ...pairs.flatMap((pair) => from.flatMap((begin) => seedsOf.flatMap((seed) => run(seed, pair, begin)))),
  ];
}

const window = { first: 1950, last: 2000 };
const specOf = (points: StudyPoint[], widthMm = 174) => knockoutStudySpec(knockoutStudyPanels(points), 'mdgl', widthMm);
const svgOf = (points: StudyPoint[], widthMm = 174) => renderSvg(specOf(points, widthMm), widthMm);
const one = () => study({ pairs: ['E>I'], from: [300], seeds: 1 });
const note = { rule: 'mdgl', seed: 1, from: 300, change: 'E>I silent' };
const oneSvg = (widthMm = 174) => renderSvg(knockoutSpec(knockoutCurves(one(), 300), note, widthMm), widthMm);
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
const countOf = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].length;
const BAND = /<path [^>]*fill="#[0-9a-f]{6}" opacity="0.18"/g;
const FROM_LINE = /stroke-dasharray="1,2"/g;

describe('the figure of a study', () => {
  it('looks as it did', async () => {
    await expect(`${await svgOf(study())}\n`).toMatchFileSnapshot('knockout-study.snapshot.svg');
  });

  it('has a panel a pair and beginning, named, with both curves and a line where the silence begins', async () => {
    const svg = await svgOf(study());
    const texts = textsOf(svg);
    for (const from of [0, 300]) for (const pair of PAIRS) expect(texts).toContain(`${pair.replace('>', '&gt;')} from ${from}`);
    expect(texts).toContain(
      'MDGL; titles: what is silent (sender&gt;receiver) from when on; mean ± sd over 3 runs, moving means over 5 validations'
    );
    expect(texts).toContain(
      'numbers: loss of iterations 1950–2000, silent − untouched, paired by seed: mean [95 % t interval; 8 here, uncorrected]'
    );
    expect(texts.filter((text) => text === 'untouched')).toHaveLength(2);
    expect(texts.filter((text) => text === 'silent')).toHaveLength(2);
    expect(texts.filter((text) => text === 'Loss')).toHaveLength(2);
    expect(texts.filter((text) => text === 'Training iterations')).toHaveLength(1);
    expect(countOf(svg, BAND)).toBe(16);
    expect(countOf(svg, FROM_LINE)).toBe(4);
    expect(svg).toMatch(/width="174mm" height="[\d.]+mm" viewBox="0 0 65[78] \d+"/);
  });

  it('has in each title what the table prints of the pair, on two lines where there is little room', async () => {
    const points = study().map((point) => point.pair === null ? point : { ...point, loss: point.loss + 0.01 * point.seed });
    const printed = [...studyTable(points).matchAll(/[+−][\d.]+ \[[^\]]+\](?= +[<\d.]+ +\d of)/g)].map(([text]) => text);
    expect(new Set(printed).size).toBeGreaterThan(4);
    const texts = textsOf(await svgOf(points));
    for (const text of printed) expect(texts).toContain(text);
    const narrow = textsOf(await svgOf(points, 85));
    for (const text of printed.flatMap((line) => line.split(/ (?=\[)/))) expect(narrow).toContain(text);
  });

  it('has what else was silent in a last row, in words, and says how many intervals there are', async () => {
    const points = study().concat(study({ pairs: ['E>I,I>E,I>I', 'random:0.66'], from: [0] }).filter(({ curve }) => curve === 'changed'));
    const svg = await svgOf(points);
    const texts = textsOf(svg);
    const titles = 'MDGL; titles: what is silent (sender&gt;receiver) from when on; mean ± sd over 3 runs, moving means over 5 validations';
    expect(texts).toContain(titles);
    expect(texts).toContain(
      'numbers: loss of iterations 1950–2000, silent − untouched, paired by seed: mean [95 % t interval; 10 here, uncorrected]'
    );
    expect(texts.filter((text) => text === 'Training iterations')).toHaveLength(1);
    const placed = placedTexts(svg.replaceAll('&gt;', '>'));
    const at = (title: string) => placed.find(({ text }) => text === title)!;
    const rows = [
      ...[0, 300].map((from) => PAIRS.map((pair) => at(`${pair} from ${from}`))),
      [at('all but E>E from 0'), at('66 % at random from 0')],
    ];
    for (const row of rows) {
      expect(row.map(({ left }) => left)).toEqual(rows[0].slice(0, row.length).map(({ left }) => left));
      expect(new Set(row.map(({ top }) => top)).size).toBe(1);
    }
    expect(rows[0][0].top).toBeLessThan(rows[1][0].top);
    expect(rows[1][0].top).toBeLessThan(rows[2][0].top);
    expect(cutOff(svg.replaceAll('&gt;', '>'))).toBeUndefined();
    expect(overlap(placed.filter(({ text }) => /[a-z]/.test(text)))).toBeUndefined();
    expect(studyFigure(points).csv).toMatch(/\n"E>I,I>E,I>I",0,untouched,0,/);
  });

  it('is drawn of what is no single pair alone', async () => {
    const texts = textsOf(await svgOf(study({ pairs: ['random:0.5'], from: [0] })));
    expect(texts).toContain('50 % at random from 0');
    expect(texts.filter((text) => text === 'Loss')).toHaveLength(1);
  });

  it('names a long list in lines that fit', async () => {
    const names = 'ABCD'.split('').flatMap((a) => 'ABCD'.split('').map((b) => `${a}>${b}`));
    const points = study({ pairs: names, from: [0] }).concat(
      study({ pairs: [names.slice(0, 9).join(',')], from: [0] }).filter(({ curve }) => curve === 'changed')
    );
    const svg = (await svgOf(points)).replaceAll('&gt;', '>');
    expect(textsOf(svg).join(' ')).toContain(`${names.slice(0, 9).join(', ')} from 0`);
    expect(cutOff(svg)).toBeUndefined();
    expect(overlap(placedTexts(svg).filter(({ text }) => /[A-Z]>[A-Z]/.test(text)))).toBeUndefined();
  });

  it('shows three types in three columns, and two columns where it is narrow', async () => {
    const types = ['A', 'B', 'C'];
    const nine = await svgOf(study({ pairs: types.flatMap((a) => types.map((b) => `${a}>${b}`)), from: [0], seeds: 1 }));
    expect(textsOf(nine).filter((text) => text === 'Loss')).toHaveLength(3);
    expect(textsOf(nine)).toContain(
      'MDGL; titles: what is silent (sender&gt;receiver) from when on; one run, moving means over 5 validations'
    );
    expect(textsOf(nine)).toContain('numbers: loss of iterations 1950–2000, silent − untouched, paired by seed: mean');
    const narrow = await svgOf(study(), 85);
    expect(textsOf(narrow).filter((text) => text === 'Loss')).toHaveLength(4);
  });

  it.each([174, 85])('does not depend on how wide a text is believed to be (%s mm)', async (widthMm) => {
    const before = await svgOf(study(), widthMm);
    const asked = vi.spyOn(textMetrics, 'width').mockReturnValue(1000);
    try {
      expect(await svgOf(study(), widthMm)).toBe(before);
    } finally {
      asked.mockRestore();
    }
  });

  it('refuses a width that is not allowed', () => {
    expect(() => specOf(study(), 50)).toThrow(InputError);
    expect(() => specOf(study(), NaN)).toThrow('width NaN mm; allowed is a number from 60 to 400');
  });

  it('comes with its numbers, and as PDF with the same texts', async () => {
    const draw = async () => {
      const out = newFolder();
      const files = await drawFigures([studyFigure(study())], { from: join(out, 'none'), out });
      expect(files.map((file) => basename(file).replace('knockout.', ''))).toEqual(
        ['svg', 'png', 'pdf', 'vl.json', 'csv', 'differences.csv']);
      return files.map((file) => readFileSync(file));
    };
    const drawn = await draw();
    const [svg, , , , csv, differences] = drawn.map(String);
    expect(csv.split('\n').slice(0, 2)).toEqual([
      'pair,from,curve,iteration,runs,mean,sd',
      expect.stringMatching(/^E>E,0,untouched,0,3,0\.\d+,0(\.\d+)?$/),
    ]);
    expect(csv).toBe(formatStudyPanels(knockoutStudyPanels(study())));
    expect(differences).toBe(formatDifferences(pairedDifferences(study(), window)));
    const unescaped = textsOf(svg).map((text) => text.replace('&gt;', '>'));
    expect([...textOfPdf(drawn[2])].sort()).toEqual(unescaped.sort());
    expect(await draw()).toEqual(drawn);
  });
});

describe('the figure of a knock-out', () => {
  it('looks as it did', async () => {
    await expect(`${await oneSvg()}\n`).toMatchFileSnapshot('knockout.snapshot.svg');
  });

  it('says what was changed, and where', async () => {
    const svg = await oneSvg();
    const texts = textsOf(svg);
    expect(texts).toContain('MDGL, seed 1; moving means over 5 validations; from iteration 300 on: E&gt;I silent');
    for (const text of ['untouched', 'changed', 'Training iterations']) expect(texts.filter((other) => other === text)).toHaveLength(2);
    expect(countOf(svg, FROM_LINE)).toBe(2);
    expect(countOf(svg, BAND)).toBe(0);
  });

  it.each([174, 85])('puts a long list of changes on more lines, all of it inside the picture (%s mm)', async (widthMm) => {
    const change = `${'E>I, '.repeat(40)}I>I silent; E>E × 0.5`;
    const svg = (await renderSvg(knockoutSpec(knockoutCurves(one(), 300), { ...note, change }, widthMm), widthMm)).replaceAll('&gt;', '>');
    expect(textsOf(svg).join(' ')).toContain(`from iteration 300 on: ${change}`);
    expect(textsOf(svg).some((text) => text.includes('E>E × 0.5'))).toBe(true);
    expect(cutOff(svg)).toBeUndefined();
    expect(overlap(placedTexts(svg).filter(({ text }) => /[a-z]/.test(text)))).toBeUndefined();
  });

  it('does not smooth a short run, and says so', async () => {
    const short = study({ pairs: ['E>I'], from: [20], seeds: 1, iterations: 200 });
    const curves = knockoutCurves(short, 20);
    const raw = (curve: string) => short.filter((point) => point.curve === curve && (curve === 'untouched' || point.iteration >= 20));
    for (const metric of ['loss', 'accuracy'] as const) {
      expect(curves[metric].map(({ mean }) => mean)).toEqual(
        ['untouched', 'changed'].flatMap(raw).map((point) => Number(point[metric]!.toPrecision(6)))
      );
    }
    const texts = textsOf(await renderSvg(knockoutSpec(curves, { ...note, from: 20 }, 174), 174));
    expect(texts).toContain('MDGL, seed 1; not smoothed; from iteration 20 on: E&gt;I silent');
  });

  it('draws the changed curve thinner, on top of the untouched one', async () => {
    const strokes = [...(await oneSvg()).matchAll(/stroke="(#[0-9a-f]{6})" stroke-width="(2\.3|1)"/g)].map(([, color, width]) => [
      color,
      width,
    ]);
    expect(strokes).toEqual([['#1e9a45', '2.3'], ['#3b0f70', '1'], ['#1e9a45', '2.3'], ['#3b0f70', '1']]);
  });

  it('comes with its numbers', async () => {
    expect(knockoutFigure(one(), note).csv.split('\n').slice(0, 2)).toEqual([
      'panel,curve,iteration,value',
      expect.stringMatching(/^loss,untouched,0,0\.\d+$/),
    ]);
  });
});

describe('knockoutCurves', () => {
  const from = 300;
  const at = (curve: string, iteration: number, points = one()) =>
    knockoutCurves(points, from).loss.find((point) => point.rule === curve && point.iteration === iteration)?.mean;

  it('lets the changed curve begin at the change, where it is the untouched one', () => {
    const changed = knockoutCurves(one(), from).loss.filter(({ rule }) => rule === 'changed');
    expect(changed[0]).toMatchObject({ iteration: 300, mean: at('untouched', 300) });
    expect(changed[1].mean).not.toBe(at('untouched', 320));
    // between two validations the change lies after the one before it
    expect(knockoutCurves(one(), 310).loss.find(({ rule }) => rule === 'changed')!.iteration).toBe(300);
  });

  it('keeps the last validation', () => {
    for (const curve of ['untouched', 'changed']) expect(at(curve, 2000)).toBeDefined();
  });

  it('smooths up to the change, and after it, each by itself', () => {
    const raised = one().map((point) => point.iteration > from ? { ...point, loss: point.loss + 1 } : point);
    expect(at('untouched', 300, raised)).toBe(at('untouched', 300));
    expect(at('untouched', 320, raised)).toBeCloseTo(at('untouched', 320)! + 1, 4);
    const losses = one().filter(({ curve }) => curve === 'untouched').map(({ loss }) => loss);
    expect(at('untouched', 300)).toBeCloseTo((losses[13] + losses[14] + losses[15]) / 3, 5);
    expect(at('untouched', 400)).toBeCloseTo((losses[18] + losses[19] + losses[20] + losses[21] + losses[22]) / 5, 5);
  });
});

it.each([['study', () => specOf(study(), 174)], ['knock-out', () => knockoutSpec(knockoutCurves(one(), 300), note, 85)]])(
  'the specification of a %s is plain Vega-Lite of schema 5 that compiles without a warning',
  (_, make) => {
    const spec = make();
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(spec.$schema).toBe('https://vega.github.io/schema/vega-lite/v5.json');
    expect(warningsOf(spec)).toEqual([]);
  },
);
