import { describe, expect, it } from 'vitest';
import { explainedVariance, squaredCorrelation } from '../../../src/core/stats/explained-variance';

describe('explainedVariance', () => {
  it('is what one works out by hand: 1 − 1 / 2', () => {
    expect(explainedVariance([1, 2, 3], [1, 2, 2])).toBe(0.5);
  });

  it('is 1 for a perfect prediction, 0 for the mean, negative for a worse one', () => {
    expect(explainedVariance([1, 2, 3], [1, 2, 3])).toBe(1);
    expect(explainedVariance([1, 2, 3], [2, 2, 2])).toBe(0);
    expect(explainedVariance([1, 2, 3], [3, 2, 1])).toBe(-3);
  });

  it('is null where nothing varies', () => {
    expect(explainedVariance([2, 2], [1, 3])).toBeNull();
  });
});

describe('squaredCorrelation', () => {
  it('is what one works out by hand: 1.5² / (2 · 1.5)', () => {
    // deviations (−1, 0, 1) and (−1, 0.5, 0.5): Σ = 1.5, 2 and 1.5
    expect(squaredCorrelation([1, 2, 3], [0, 1.5, 1.5])).toBeCloseTo(0.75, 15);
  });

  it('forgives scale, shift and sign, which explained variance does not', () => {
    expect(squaredCorrelation([1, 2, 3], [-20, -40, -60])).toBeCloseTo(1, 15);
    expect(explainedVariance([1, 2, 3], [-20, -40, -60])).toBeLessThan(-1000);
  });

  it('is null where one of the two does not vary', () => {
    expect(squaredCorrelation([1, 2], [3, 3])).toBeNull();
    expect(squaredCorrelation([3, 3], [1, 2])).toBeNull();
  });
});
