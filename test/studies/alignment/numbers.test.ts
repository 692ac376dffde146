import { describe, expect, it } from 'vitest';
import { alignmentNumbers, formatAlignment } from '../../../src/studies/alignment/numbers';
import { syntheticStudy } from './synthetic-study';

const row = (seed: number, iteration: number, rule: string, cosine: number | null, part = 'all') => ({
  path: 'mdgl',
  seed,
  iteration,
  rule,
  part,
  cosine,
  relativeError: 1,
});

describe('alignmentNumbers', () => {
  const rows = [
    ...[0.1, 0.3, 0.5].map((cosine, n) => row(1, 50 * n, 'e-prop', cosine)),
    ...[0.2, 0.5, 0.8].map((cosine, n) => row(1, 50 * n, 'mdgl', cosine)),
    ...[0.5, 0.5, 0.5].map((cosine, n) => row(2, 50 * n, 'e-prop', cosine)),
    ...[0.8, 0.8, 0.8].map((cosine, n) => row(2, 50 * n, 'mdgl', cosine)),
    row(1, 0, 'rflo', 0.1), row(1, 50, 'rflo', null), row(1, 0, 'mdgl', -1, 'input'),
  ];
  const [cosines, gains] = alignmentNumbers(rows);

  it('smooths each run by itself, then takes mean and sd over runs', () => {
    expect([cosines.path, cosines.quantity]).toEqual(['mdgl', 'cosine']);
    // the moving mean over 5 of 0.2, 0.5, 0.8 is 0.5 at each; beside 0.8: sd 0.3 / √2
    expect(cosines.points.filter((point) => point.rule === 'mdgl')).toEqual(
      [0, 50, 100].map((iteration) => ({ rule: 'mdgl', iteration, runs: 2, mean: 0.65, sd: 0.212132, published: null }))
    );
  });

  it('leaves out what has no direction', () => {
    expect(cosines.points.filter((point) => point.rule === 'rflo')).toEqual([
      { rule: 'rflo', iteration: 0, runs: 1, mean: 0.1, sd: null, published: null },
    ]);
  });

  it('pairs the gain with e-prop in the same run, and leaves out rules with another trace', () => {
    // gains 0.1, 0.2, 0.3 in run 1 and 0.3 in run 2: means 0.2 and 0.3
    expect(gains.points).toEqual(
      [0, 50, 100].map((iteration) => ({ rule: 'mdgl', iteration, runs: 2, mean: 0.25, sd: 0.0707107, published: null }))
    );
  });

  it('gives MDGL\'s mean over training with its interval over runs', () => {
    // runs 0.2 and 0.3: 0.25 ± 12.706 · 0.05
    expect(gains.added).toEqual({
      mean: expect.closeTo(0.25, 12),
      low: expect.closeTo(0.25 - 12.706 * 0.05, 4),
      high: expect.closeTo(0.25 + 12.706 * 0.05, 4),
    });
    expect(cosines.added).toBeNull();
  });

  it('has a row in the table for every number drawn', () => {
    const panels = alignmentNumbers(syntheticStudy().alignment);
    expect(panels.map((panel) => `${panel.quantity} ${panel.path}`)).toEqual(['cosine bptt', 'cosine mdgl', 'gain bptt', 'gain mdgl']);
    const lines = formatAlignment(panels).trim().split('\n');
    expect(lines[0]).toBe('quantity,path,rule,iteration,runs,mean,sd');
    expect(lines.length).toBe(1 + 2 * 21 * (7 + 4));
    expect(lines.every((line) => line.split(',').length === 7)).toBe(true);
  });
});
