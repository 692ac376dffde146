import { describe, expect, it } from 'vitest';
import { alignmentSummary } from '../../../src/studies/alignment/summary';

describe('alignmentSummary', () => {
  const cosines: Record<string, number[][]> = { 'e-prop': [[0.2, 0.4], [0.6, 0.8]], mdgl: [[0.3, 0.5], [0.8, 1]] };
  const alignment = Object.entries(cosines).flatMap(([rule, runs]) =>
    runs.flatMap((run, s) =>
      run.map((cosine, n) => ({ path: 'bptt', seed: s + 1, iteration: 50 * n, rule, part: 'all', cosine, relativeError: 1 - cosine }))
    )
  );
  const other = alignment.map((row) => ({ ...row, part: 'input', cosine: -1, relativeError: 9 }));
  const modulation = [0.1, 0.3].map((share, s) => ({
    path: 'bptt',
    seed: s + 1,
    iteration: 0,
    rule: 'mdgl',
    part: 'all',
    cosine: 0.5,
    share,
  }));
  const [eProp, mdgl] = alignmentSummary({ alignment: [...alignment, ...other], modulation });

  it('takes means over training, then mean and sd over runs', () => {
    // runs' means 0.3 and 0.7
    expect(eProp).toEqual({
      path: 'bptt',
      rule: 'e-prop',
      runs: 2,
      cosine: { mean: expect.closeTo(0.5, 12), sd: expect.closeTo(Math.sqrt(0.08), 12) },
      relativeError: { mean: expect.closeTo(0.5, 12), sd: expect.closeTo(Math.sqrt(0.08), 12) },
      gain: null,
      share: null,
    });
  });

  it('pairs the gain over e-prop by seed, so that what runs share drops out', () => {
    // 0.4 − 0.3 and 0.9 − 0.7: mean 0.15, sd 0.05 √2, so ± 12.706 · 0.05
    expect(mdgl.gain).toEqual({
      mean: expect.closeTo(0.15, 12),
      low: expect.closeTo(0.15 - 12.706 * 0.05, 4),
      high: expect.closeTo(0.15 + 12.706 * 0.05, 4),
    });
    expect(mdgl.share!.mean).toBeCloseTo(0.2, 12);
  });
});
