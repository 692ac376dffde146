import { describe, expect, it } from 'vitest';
import { quantile } from '../../../src/core/stats/quantile';
import { rateDistributions } from '../../../src/studies/alignment/rate-distribution';

describe('rateDistributions', () => {
  it('counts spikes over the batch in Hz: 500 ms, so 2 Hz a spike', () => {
    const [all, I, E] = rateDistributions([0, 1, 2, 3, 10], 500, [0, 1, 1, 1, 1], ['I', 'E']);
    // 0, 2, 4, 6, 20: mean 6.4, Σ squares 251.2
    expect(all).toEqual({
      type: 'all',
      neurons: 5,
      silent: 1,
      meanHz: 6.4,
      sdHz: expect.closeTo(Math.sqrt(251.2 / 4), 12),
      minHz: 0,
      lowerHz: 2,
      medianHz: 4,
      upperHz: 6,
      maxHz: 20,
    });
    expect(I).toEqual({ type: 'I', neurons: 1, silent: 1, meanHz: 0, sdHz: null, minHz: 0, lowerHz: 0, medianHz: 0, upperHz: 0, maxHz: 0 });
    expect(E).toMatchObject({ type: 'E', neurons: 4, silent: 0, meanHz: 8, minHz: 2, lowerHz: 3.5, medianHz: 5, upperHz: 9.5, maxHz: 20 });
  });

  it('interpolates quantiles between neighbours', () => {
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(quantile([1, 2, 4], 0.5)).toBe(2);
    expect(quantile([1, 2, 4], 1)).toBe(4);
    expect(quantile([7], 0.25)).toBe(7);
  });
});
