import { expect, it } from 'vitest';
import type { RunPoint } from '../../../src/core/tables/runs-csv';
import { comparison, firstReaching } from '../../../src/studies/figure3c/comparison';
import type { PublishedPoint } from '../../../src/studies/figure3c/published';

/** Runs of 50 iterations whose loss does not change, seeds 1, 2, … */
function runs(rule: string, losses: number[], accuracyAt = (_: number) => 0.5): RunPoint[] {
  return losses.flatMap((loss, n) => [0, 10, 20, 30, 40, 50].map((iteration) =>
    ({ rule, seed: n + 1, iteration, loss, accuracy: accuracyAt(iteration), rateHz: 10 })));
}

const published = (rule: string, losses: number[]): PublishedPoint[] =>
  losses.flatMap((loss, n) => [0, 10, 20, 30, 40, 50].map((iteration) => ({ rule, run: n + 1, iteration, loss, accuracy: 0.9 })));

it('pairs each rule with the next of the table, seed by seed', () => {
  // differences −0.1, −0.3: mean −0.2 ± 12.706 · 0.1
  const [, , line] = comparison([...runs('e-prop', [0.5, 0.4]), ...runs('mdgl', [0.4, 0.1])], []).split('\n');
  expect(line).toBe('mdgl − e-prop  −0.200 [−1.471, +1.071]  lower in 2 of 2 seeds');
});

it('does not take seeds that only one of two rules has for pairs', () => {
  const text = comparison([...runs('e-prop', [0.5, 0.4, 9]), ...runs('mdgl', [0.4, 0.1])], []);
  expect(text).toContain('mdgl − e-prop  −0.200 [−1.471, +1.071]  lower in 2 of 2 seeds');
});

it('tells the mean of the seeds\' shares of the gap from the ratio of the means, and gives the published ratio', () => {
  // by seed 0.2/0.4 and 0.15/0.2: 50 % and 75 %, mean 62.5 % ± 12.706 · 12.5; means 0.4, 0.225 and 0.1: 0.175/0.3
  const ours = [...runs('bptt', [0.1, 0.1]), ...runs('mdgl', [0.3, 0.15]), ...runs('e-prop', [0.5, 0.3])];
  const theirs = [...published('bptt', [-0.1, 0.1]), ...published('mdgl', [0.1, 0.3]), ...published('e-prop', [0.4, 0.6])];
  expect(comparison(ours, theirs)).toContain(
    'mdgl closes 63 % [−96, 221] of the gap between e-prop and bptt (mean of the seeds\' shares; '
      + 'ratio of the means 58 %, published 60 %).\n');
  expect(comparison(ours, [])).toContain('ratio of the means 58 %).\n');
});

it('says nothing of a gap that some seed does not have', () => {
  const text = comparison([...runs('bptt', [0.1, 0.35]), ...runs('mdgl', [0.3, 0.15]), ...runs('e-prop', [0.5, 0.3])], []);
  expect(text).toContain('mdgl − e-prop');
  expect(text).not.toContain('closes');
});

it('compares with the published runs as groups, and says when the drawn accuracy reaches 80 %', () => {
  // Welch: means 2 and 4, variances 1 and 4. The moving mean over 5 of 0.5, 0.5, 0.5, 1, 1, 1 is 0.8 first at 30
  const lines = comparison(runs('mdgl', [1, 2, 3], (iteration) => iteration < 30 ? 0.5 : 1), published('mdgl', [2, 4, 6])).split('\n');
  expect(lines[3]).toBe('rule  ours − published         p     80 % at  published');
  expect(lines[4]).toMatch(/^mdgl  −2\.000 \[−6\.\d{3}, \+2\.\d{3}\]  0\.2\d  30       0$/);
});

it('says that a rule never gets there', () => {
  expect(comparison(runs('mdgl', [1, 2]), published('mdgl', [2, 4]))).toMatch(/never {4}0\n$/);
});

it('is empty for a single run', () => {
  expect(comparison(runs('mdgl', [1]), [])).toBe('');
});

it('takes the first iteration at which a curve is at a level or above', () => {
  const point = (iteration: number, mean: number | null, other: number | null, rule = 'mdgl') => ({
    rule,
    iteration,
    runs: 1,
    mean,
    sd: null,
    published: other,
  });
  const points = [point(0, 0.9, 0.9, 'bptt'), point(0, 0.5, null), point(10, null, 0.7), point(20, 0.8, 0.7), point(30, 0.9, 0.9)];
  expect(firstReaching(points, 'mdgl', 'mean', 0.8)).toBe(20);
  expect(firstReaching(points, 'mdgl', 'published', 0.8)).toBe(30);
  expect(firstReaching(points, 'mdgl', 'mean', 0.95)).toBeUndefined();
});
