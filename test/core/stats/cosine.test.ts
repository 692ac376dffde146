import { describe, expect, it } from 'vitest';
import { cosine } from '../../../src/core/stats/cosine';

describe('cosine', () => {
  it('is what one works out by hand: 24 / (5 · 5)', () => {
    expect(cosine([3, 4], [4, 3])).toBeCloseTo(0.96, 15);
  });

  it('is 1 for the same direction whatever the lengths, 0 for orthogonal vectors, −1 for opposite ones', () => {
    expect(cosine([1, 2, 2], [2, 4, 4])).toBe(1);
    expect(cosine([1, 0], [0, 5])).toBe(0);
    expect(cosine([1, 2, 2], [-1, -2, -2])).toBe(-1);
  });

  it('is null, not NaN, where one vector is all zeros or there is none', () => {
    expect(cosine([0, 0], [1, 2])).toBeNull();
    expect(cosine([1, 2], [0, 0])).toBeNull();
    expect(cosine([], [])).toBeNull();
  });

  it('does not lose gradients as small as 1e-150', () => {
    expect(cosine([3e-150, 4e-150], [4e-150, 3e-150])).toBeCloseTo(0.96, 12);
  });
});
