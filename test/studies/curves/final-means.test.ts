import { expect, it } from 'vitest';
import { finalMeans } from '../../../src/studies/curves/final-means';

it('averages each run over the window, its ends included, by rule and seed', () => {
  const points = [
    [1, 40, 9],
    [1, 50, 1],
    [1, 60, 3],
    [2, 50, 5],
    [1, 70, 9],
  ].map(([seed, iteration, loss]) => ({ rule: 'mdgl', seed: seed!, iteration: iteration!, loss: loss! }));
  const means = finalMeans([...points, { rule: 'bptt', seed: 1, iteration: 55, loss: 7 }], { first: 50, last: 60 }, (point) => point.loss);
  expect([...means].map(([rule, runs]) => [rule, [...runs]])).toEqual([['mdgl', [[1, 2], [2, 5]]], ['bptt', [[1, 7]]]]);
});

it('takes published runs by their number', () => {
  const points = [1, 2].map((run) => ({ rule: 'mdgl', run, iteration: 50, accuracy: run / 10 }));
  expect([...finalMeans(points, { first: 0, last: 50 }, (point) => point.accuracy).get('mdgl')!]).toEqual([[1, 0.1], [2, 0.2]]);
});

it('leaves out runs and rules without a validation in the window', () => {
  expect(finalMeans([{ rule: 'mdgl', seed: 1, iteration: 40 }], { first: 50, last: 60 }, () => 0).size).toBe(0);
});
