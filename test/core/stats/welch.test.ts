import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { tInterval } from '../../../src/core/stats/t-interval';
import { welch } from '../../../src/core/stats/welch';

describe('welch', () => {
  it('divides the difference by the root of both variances of the mean, worked by hand', () => {
    // means 2 and 4, variances 1 and 4: 1/3 + 4/3 = 5/3; freedom (5/3)² / ((1/3)²/2 + (4/3)²/2) = 50/17
    const { mean, low, high, freedom } = welch([1, 2, 3], [2, 4, 6]);
    expect(mean).toBe(-2);
    expect(freedom).toBeCloseTo(50 / 17, 12);
    // t at 95 % is 3.182 with 3 degrees of freedom, 4.303 with 2
    const t = (high! - mean) / Math.sqrt(5 / 3);
    expect(t).toBeGreaterThan(3.182);
    expect(t).toBeLessThan(3.3);
    expect(mean - low!).toBeCloseTo(high! - mean, 12);
  });

  it('has the degrees of freedom of both together if groups are alike: t of 2 with 2', () => {
    // means 1 and 4, variances 2 and 2: t = 3 / √2, freedom 2, p = 1 − t/√(2 + t²)
    const { p, freedom } = welch([0, 2], [3, 5]);
    expect(freedom).toBeCloseTo(2, 12);
    expect(p).toBeCloseTo(1 - Math.sqrt(4.5 / 6.5), 9);
  });

  it('has p = 5 % where the interval ends at 0', () => {
    const a = [0.1, 0.4, 0.2, 0.6], b = [1, 3, 2];
    const { high } = welch(a, b);
    expect(welch(a.map((value) => value - high!), b).p).toBeCloseTo(0.05, 10);
  });

  it('is Student\'s interval of one group if the other hardly varies', () => {
    const a = [1, 2, 4, 9], still = [0, 1e-9, 0, 1e-9];
    expect(welch(a, still).low).toBeCloseTo(tInterval(a).low!, 6);
  });

  it('refuses a group of one value, and two groups that do not vary', () => {
    expect(() => welch([1, 2], [3])).toThrow(InputError);
    expect(() => welch([1, 1], [3, 3])).toThrow(InputError);
  });
});
