import { describe, expect, it } from 'vitest';
import { relativeError } from '../../../src/core/stats/relative-error';

describe('relativeError', () => {
  it('is what one works out by hand: 1 / 5', () => {
    expect(relativeError([3, 3], [3, 4])).toBe(0.2);
  });

  it('is 0 for the exact vector, 1 for zeros, 2 for the opposite', () => {
    expect(relativeError([3, 4], [3, 4])).toBe(0);
    expect(relativeError([0, 0], [3, 4])).toBe(1);
    expect(relativeError([-3, -4], [3, 4])).toBe(2);
  });

  it('is null where there is nothing to be relative to', () => {
    expect(relativeError([1, 2], [0, 0])).toBeNull();
  });
});
