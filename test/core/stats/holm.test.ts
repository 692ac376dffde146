import { describe, expect, it } from 'vitest';
import { holm } from '../../../src/core/stats/holm';

describe('holm', () => {
  const rounded = (ps: number[]) => holm(ps).map((p) => Number(p.toFixed(12)));

  it('multiplies the smallest of n by n, the next by n − 1, the largest by 1', () => {
    expect(rounded([0.01, 0.02, 0.05, 0.6])).toEqual([0.04, 0.06, 0.1, 0.6]);
  });

  it('keeps the order in which they came', () => {
    expect(rounded([0.6, 0.02, 0.01, 0.05])).toEqual([0.6, 0.06, 0.04, 0.1]);
  });

  it('lets none fall below the one before: 0.04 · 1 stays at 0.03 · 2', () => {
    expect(rounded([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
  });

  it('goes no higher than 1, leaves a single one as it is, and gives equal ones the same', () => {
    expect(rounded([0.4, 0.9])).toEqual([0.8, 0.9]);
    expect(rounded([0.7, 0.9])).toEqual([1, 1]);
    expect(rounded([0.03])).toEqual([0.03]);
    expect(rounded([0.2, 0.01, 0.01])).toEqual([0.2, 0.03, 0.03]);
    expect(holm([])).toEqual([]);
  });

  it('leaves what it is given as it was', () => {
    const ps = [0.5, 0.1];
    holm(ps);
    expect(ps).toEqual([0.5, 0.1]);
  });
});
