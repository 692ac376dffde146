import { describe, expect, it } from 'vitest';
import type { RunPoint } from '../../../src/core/tables/runs-csv';
import { renderSvg } from '../../../src/plot/svg';
import { quartileCurves, quartileTable } from '../../../src/studies/curves/quartiles';
import { quartileSpec } from '../../../src/studies/curves/quartiles-spec';
import { cutOff, overlap, placedTexts } from '../../support/svg-texts';
import { warningsOf } from '../../support/warnings';

/** Five runs a rule; those of RFLO end twice as high, but for the last seed, which ends eight times as high. */
const points = ['rflo', 'bptt'].flatMap((rule) => [1, 2, 3, 4, 5].flatMap((seed) => [100, 0].map((iteration): RunPoint => {
  const times = rule === 'bptt' || iteration === 0 ? 1 : seed === 5 ? 8 : 2;
  return { rule, seed, iteration, loss: (times * seed) / (iteration + 1), accuracy: null, rateHz: 0 };
})));

describe('median and quartiles', () => {
  it('are those of the runs at each iteration, rule by rule', () => {
    expect(quartileCurves(points)).toEqual([
      { rule: 'bptt', iteration: 0, runs: 5, lower: 2, median: 3, upper: 4 },
      { rule: 'bptt', iteration: 100, runs: 5, lower: 0.0198020, median: 0.0297030, upper: 0.0396040 },
      { rule: 'rflo', iteration: 0, runs: 5, lower: 2, median: 3, upper: 4 },
      { rule: 'rflo', iteration: 100, runs: 5, lower: 0.0396040, median: 0.0594059, upper: 0.0792079 },
    ]);
  });

  it('stand in the table, with the ratio of the rules paired by seed', () => {
    const table = quartileTable(points, { source: 'Somebody', reported: 'more' });
    expect(table).toContain("Iteration 100: median and quartiles of the runs' losses.");
    expect(table).toMatch(/^rflo +5 +5\.94e-2 +3\.96e-2 +7\.92e-2$/m);
    // logarithms ln 2 (four times) and ln 8: mean 1.4 ln 2, sd 0.8944 ln 2, t(4) = 2.776: ± 1.1105 ln 2
    expect(table).toContain('rflo / bptt: 2.64 [1.22, 5.70], higher in 5 of 5 seeds\n');
    expect(table).toMatch(/\nReported by Somebody: more\.\n$/);
  });

  it('of one run of one rule have nothing to be compared with', () => {
    const table = quartileTable(points.filter(({ rule, seed }) => rule === 'bptt' && seed === 1), {});
    expect(table).not.toContain('paired');
  });
});

describe('the picture', () => {
  it('compiles without a warning, and no text is cut off or lies on another', async () => {
    for (const widthMm of [174, 85]) {
      const spec = quartileSpec(quartileCurves(points), widthMm);
      expect(warningsOf(spec)).toEqual([]);
      const svg = await renderSvg(spec, widthMm);
      const texts = placedTexts(svg);
      const said = ['1e-2', '1e1', 'BPTT', 'RFLO', 'median and quartiles of 5 runs'];
      expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(said));
      expect([cutOff(svg), overlap(texts)]).toEqual([undefined, undefined]);
    }
  });
});
