import { expect, it } from 'vitest';
import { meanAndSd } from '../../../src/core/stats/mean-and-sd';

it('computes mean and sd by hand-worked numbers', () => {
  // Deviations −3, −1, −1, 5: squares sum to 36, divided by 3.
  expect(meanAndSd([2, 4, 4, 10])).toEqual({ mean: 5, sd: Math.sqrt(12) });
  expect(meanAndSd([7])).toEqual({ mean: 7, sd: null });
});
