import { expect, it } from 'vitest';
import type { RunPoint } from '../../../src/core/tables/runs-csv';
import { learningCurves } from '../../../src/studies/figure3c/curves';

function run(rule: string, seed: number, losses: number[], every = 10): RunPoint[] {
  return losses.map((loss, i) => ({ rule, seed, iteration: every * i, loss, accuracy: loss / 10, rateHz: 12 }));
}

it('smooths each run first, then takes mean and sd (n − 1) over runs', () => {
  // Moving means without the last point: run 1 → 2, 5, 5; run 2 → 6, 5, 5.
  const runs = [...run('mdgl', 1, [1, 2, 3, 14]), ...run('mdgl', 2, [14, 3, 1, 2])];
  expect(learningCurves(runs, 'loss')).toEqual([
    { rule: 'mdgl', iteration: 0, runs: 2, mean: 4, sd: Math.SQRT2 * 2 },
    { rule: 'mdgl', iteration: 10, runs: 2, mean: 5, sd: 0 },
    { rule: 'mdgl', iteration: 20, runs: 2, mean: 5, sd: 0 },
  ]);
});

it('shows the accuracy by the same steps', () => {
  const [first] = learningCurves(run('mdgl', 1, [1, 2, 3, 14]), 'accuracy');
  expect(first!.mean).toBeCloseTo(0.2, 15);
});

it('gives one run no sd', () => {
  expect(learningCurves(run('mdgl', 1, [1, 3]), 'loss')).toEqual([
    { rule: 'mdgl', iteration: 0, runs: 1, mean: 2, sd: null },
  ]);
});

it('counts at each iteration the runs that were validated there', () => {
  const curve = learningCurves([...run('bptt', 1, [2, 2, 2, 2, 2]), ...run('bptt', 2, [4, 4, 4], 20)], 'loss');
  expect(curve.map(({ iteration, runs, mean }) => [iteration, runs, mean])).toEqual([
    [0, 2, 3], [10, 1, 2], [20, 2, 3], [30, 1, 2],
  ]);
});

it('lists rules in the order of the colours, whatever the order of the file', () => {
  const runs = ['mine', 'e-prop', 'mdgl', 'bptt'].flatMap((rule) => run(rule, 1, [1, 1]));
  expect(learningCurves(runs, 'loss').map((point) => point.rule)).toEqual(['bptt', 'mdgl', 'e-prop', 'mine']);
});
