import { expect, it } from 'vitest';
import type { RunPoint } from '../../../src/core/tables/runs-csv';
import { drawnNumbers, formatDrawn } from '../../../src/studies/figure3c/drawn-numbers';

const runs: RunPoint[] = [1, 2].flatMap((seed) =>
  [0, 10, 20].map((iteration) => ({ rule: 'mdgl', seed, iteration, loss: seed / 3, accuracy: 0.5, rateHz: 12 })));
const published = [0, 10, 20, 30].flatMap((iteration) =>
  ['mdgl', 'bptt'].map((rule) => ({ rule, run: 1, iteration, loss: 0.6 - iteration / 100, accuracy: 0.75 })));

it('holds ours and the published curve of the same rules, as far as the runs go, to 6 digits', () => {
  // Published, iterations 0 to 20: 0.6, 0.5, 0.4, whose moving means over 5 are all 0.5.
  expect(drawnNumbers(runs, published).loss).toEqual([
    { rule: 'mdgl', iteration: 0, runs: 2, mean: 0.5, sd: 0.235702, published: 0.5 },
    { rule: 'mdgl', iteration: 10, runs: 2, mean: 0.5, sd: 0.235702, published: 0.5 },
  ]);
});

it('says where something is missing', () => {
  const once = runs.filter((point) => point.seed === 1 && point.iteration !== 10);
  expect(drawnNumbers(once, published).loss).toEqual([
    { rule: 'mdgl', iteration: 0, runs: 1, mean: 0.333333, sd: null, published: 0.5 },
    { rule: 'mdgl', iteration: 10, runs: null, mean: null, sd: null, published: 0.5 },
  ]);
  expect(drawnNumbers(once, []).accuracy).toEqual([
    { rule: 'mdgl', iteration: 0, runs: 1, mean: 0.5, sd: null, published: null },
  ]);
});

it('writes them as a table with empty cells where there is nothing', () => {
  const once = runs.filter((point) => point.seed === 1 && point.iteration !== 10);
  expect(formatDrawn(drawnNumbers(once, published))).toBe(
    [
      'panel,rule,iteration,runs,mean,sd,published',
      'loss,mdgl,0,1,0.333333,,0.5',
      'loss,mdgl,10,,,,0.5',
      'accuracy,mdgl,0,1,0.5,,0.75',
      'accuracy,mdgl,10,,,,0.75',
      '',
    ].join('\n'),
  );
});
