import { expect, it } from 'vitest';
import { movingMean, smoothCurve } from '../../../src/core/stats/moving-mean';

it('averages the entries around each place, and those that exist at the ends', () => {
  expect(movingMean([0, 3, 6, 9], 3)).toEqual([1.5, 3, 6, 7.5]);
  // Width 5: (1+2+3)/3, (1+2+3+14)/4, (1+2+3+14+5)/5, (2+3+14+5+6)/5, (3+14+5+6)/4, (14+5+6)/3.
  expect(movingMean([1, 2, 3, 14, 5, 6], 5)).toEqual([2, 5, 5, 6, 7, 25 / 3]);
  expect(movingMean([], 5)).toEqual([]);
  expect(movingMean([4], 5)).toEqual([4]);
});

it('orders a curve, smooths it over 5 validations and drops its last point', () => {
  const samples = [1, 2, 3, 14, 5, 6].map((value, i) => ({ iteration: 10 * i, value }));
  expect(smoothCurve([...samples].reverse())).toEqual([
    { iteration: 0, value: 2 },
    { iteration: 10, value: 5 },
    { iteration: 20, value: 5 },
    { iteration: 30, value: 6 },
    { iteration: 40, value: 7 },
  ]);
  expect(smoothCurve([{ iteration: 10, value: 3 }, { iteration: 0, value: 1 }])).toEqual([{ iteration: 0, value: 2 }]);
});

it('keeps a lone point', () => {
  expect(smoothCurve([{ iteration: 0, value: 0.7 }])).toEqual([{ iteration: 0, value: 0.7 }]);
});
