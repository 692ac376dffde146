import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { tInterval } from '../../../src/core/stats/t-interval';

describe('tInterval', () => {
  it('is mean ± t s/√n: 2 ± 4.303 / √3', () => {
    const { mean, low, high } = tInterval([1, 2, 3]);
    expect(mean).toBe(2);
    expect(low).toBeCloseTo(2 - 4.303 / Math.sqrt(3), 3);
    expect(high).toBeCloseTo(2 + 4.303 / Math.sqrt(3), 3);
  });

  it('takes t of 4 degrees of freedom for 5 runs, of 99 for 100', () => {
    expect(tInterval([0, 0, 0, 0, 5]).high).toBeCloseTo(1 + 2.776, 3);
    const many = Array.from({ length: 100 }, (_, n) => n % 2);
    expect(tInterval(many).high! - 0.5).toBeCloseTo(1.984 * Math.sqrt(25 / 99 / 100), 4);
  });

  it('of a single value has no ends, and of none is refused', () => {
    expect(tInterval([3])).toEqual({ mean: 3, low: null, high: null });
    expect(() => tInterval([])).toThrow(InputError);
  });
});
