import { describe, expect, it } from 'vitest';
import { compare, worstOf } from '../../src/cases/compare';

describe('a comparison', () => {
  it('is relative to the largest expected entry, whichever entry is off', () => {
    expect(compare('x', [-4, 0.5], [-4, 0.1], 1).error).toBeCloseTo(0.1, 15);
  });

  it('of arrays that are expected to be 0 allows nothing but 0', () => {
    expect(compare('x', [0, -0], [0, 0], 1e-4).error).toBe(0);
    expect(compare('x', [0, 1e-300], [0, 0], 1e-4).error).toBe(Infinity);
  });

  it('finds numbers that are none, and other lengths, infinitely far off', () => {
    expect(compare('x', [NaN], [1], 1).error).toBe(Infinity);
    expect(compare('x', [Infinity], [1], 1).error).toBe(Infinity);
    expect(compare('x', [1, 1], [1], 1).error).toBe(Infinity);
    expect(compare('x', [1], [1, 1], 1).error).toBe(Infinity);
  });

  it('allows 1e-8 where no number has more than 10 digits, else what it is told', () => {
    expect(compare('x', [1], [-1.234567891e-7, 5], 1e-10).tolerance).toBe(1e-8);
    expect(compare('x', [1], [0.12345678912, 5], 1e-10).tolerance).toBe(1e-10);
    expect(compare('x', [1], [0.5], 2e-4).tolerance).toBe(2e-4);
  });

  it('is worst where the error is largest by its own tolerance', () => {
    const [near, far] = [{ of: 'near', error: 1e-9, tolerance: 1e-8 }, { of: 'far', error: 1e-10, tolerance: 1e-10 }];
    expect(worstOf([near, far])).toBe(far);
    expect(worstOf([far, near])).toBe(far);
  });
});
