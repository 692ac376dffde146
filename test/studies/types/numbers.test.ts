import { describe, expect, it } from 'vitest';
import { settings } from '../../../src/core/settings';
import { typesResults } from '../../../src/studies/types/numbers';
import { typesTable } from '../../../src/studies/types/table';
import { studyOf } from './hand-study';

const window = { first: 100, last: 200 };
/** Mean losses of 100 and 200 by hand: e-prop 0.6, 0.8; MDGL 0.4, 0.5; split 0.3, 0.45; MDGLbca 0.2, 0.3. */
const study = studyOf({
  'e-prop': [[0.5, 0.7], [0.8, 0.8]],
  mdgl: [[0.4, 0.4], [0.5, 0.5]],
  'mdgl-random-4': [[0.2, 0.4], [0.4, 0.5]],
  'mdgl-bca': [[0.2, 0.2], [0.3, 0.3]],
});

describe('the results of a study of types', () => {
  const results = typesResults(study, window);
  const of = (rule: string) => results.find((result) => result.rule === rule)!;

  it('count the types, and tell how they came about', () => {
    const { lif, alif } = settings('tiny').network.cellTypes.reduce((a, b) => ({ ...a, lif: a.lif + b.lif, alif: a.alif + b.alif }));
    expect(results.map(({ rule, types, split }) => [rule, types, split])).toEqual([
      ['e-prop', 0, 'own'], ['mdgl', 2, 'own'], ['mdgl-random-4', 4, 'random'], ['mdgl-bca', lif + alif, 'own'],
    ]);
  });

  it('are each run\'s mean over the window, and the difference to MDGL of the same seed', () => {
    expect([...of('mdgl-random-4').losses]).toEqual([[1, expect.closeTo(0.3, 12)], [2, expect.closeTo(0.45, 12)]]);
    // −0.1 and −0.05: mean −0.075, half width 12.706 · 0.035355 / √2
    expect(of('mdgl-random-4').beside).toMatchObject({
      mean: expect.closeTo(-0.075, 12), low: expect.closeTo(-0.075 - 12.7062 * 0.025, 4), lower: 2,
    });
    expect(of('e-prop').beside).toMatchObject({ mean: expect.closeTo(0.25, 12), lower: 0 });
    expect(of('mdgl').beside).toBeNull();
  });

  it('correct the p of all comparisons by Holm', () => {
    // t = 0.25/0.05 = 5, 0.075/0.025 = 3 and infinite (the same difference twice), 1 degree of freedom: p = 2/π · atan(1/t)
    const p = (t: number) => 2 / Math.PI * Math.atan(1 / t);
    expect(of('mdgl-bca').beside!.mean).toBeCloseTo(-0.2, 12);
    expect(of('mdgl-bca').beside!.holm).toBeLessThan(1e-6);
    expect(of('e-prop').beside!.holm).toBeCloseTo(2 * p(5), 9);
    expect(of('mdgl-random-4').beside!.holm).toBeCloseTo(Math.max(p(3), 2 * p(5)), 9);
  });

  it('take the mean of what Γ explains over seeds, at the first and the last iteration', () => {
    expect(of('mdgl').explained).toEqual([expect.closeTo(0.7, 12), expect.closeTo(0.25, 12)]);
    expect(of('e-prop').explained).toBeNull();
  });

  it('say what they are in the table', () => {
    const lines = typesTable(results, window).split('\n');
    expect(lines[1]).toContain('corrected for 3 comparisons (Holm)');
    expect(lines).toContain('mdgl-random-4  4      0.375 ± 0.106  −0.075 [−0.393, +0.243]  0.251  2 of 2    0.70 to 0.25');
  });

  it('of a single seed compare nothing', () => {
    const one = typesResults(studyOf({ mdgl: [[0.4, 0.4]], 'mdgl-bca': [[0.2, 0.2]] }), window);
    expect(one.map(({ beside }) => beside)).toEqual([null, null]);
    expect(typesTable(one, window)).not.toMatch(/Holm|NaN/);
  });
});
