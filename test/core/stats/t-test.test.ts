import { describe, expect, it } from 'vitest';
import { tInterval } from '../../../src/core/stats/t-interval';
import { tTest } from '../../../src/core/stats/t-test';

describe('tTest', () => {
  it('of two values is 1 − (2/π) arctan t, as t has one degree of freedom: 0.1 and 0.3 make t = 0.2 / 0.1', () => {
    expect(tTest([0.1, 0.3])).toBeCloseTo(1 - 2 / Math.PI * Math.atan(2), 9);
    expect(tTest([-0.1, -0.3])).toBeCloseTo(1 - 2 / Math.PI * Math.atan(2), 9);
  });

  it('of three values is 1 − t / √(t² + 2): 1, 2, 3 make t = 2 √3', () => {
    expect(tTest([1, 2, 3])).toBeCloseTo(1 - 2 * Math.sqrt(3) / Math.sqrt(14), 9);
  });

  it('is 0.05 where 0 is an end of the interval', () => {
    const values = [0.3, -0.1, 0.25, 0.4, 0.05];
    const { low } = tInterval(values);
    expect(tTest(values.map((value) => value - low!))).toBeCloseTo(0.05, 9);
  });

  it('is 1 where nothing differs, about 0 where all differ alike, and none of a single value', () => {
    expect(tTest([0, 0, 0])).toBe(1);
    expect(tTest([1, 1, 1])).toBeCloseTo(0, 9);
    expect(tTest([1])).toBeNull();
  });
});
