import { mean } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { normal, stream } from '../../../src/core/random';
import { bootstrapInterval } from '../../../src/core/stats/bootstrap';

describe('bootstrapInterval', () => {
  it('is, for two values, from the one to the other', () => {
    // of the four samples one holds only the first value, one only the second: 25 % each, more than 2.5 %
    expect(bootstrapInterval([3, 1], stream(1, 'bootstrap'))).toEqual({ low: 1, high: 3 });
  });

  it('leaves out what happens too rarely', () => {
    // (1/3)⁴ = 1.2 % of the samples are 0 four times; 4 · (1/3)⁴ hold one 1 … of three values the mean 0 is in 1/27 = 3.7 %
    expect(bootstrapInterval([0, 0, 1], stream(1, 'bootstrap'))).toEqual({ low: 0, high: 1 });
    // of four values all four are the one 1 in (1/4)⁴ = 0.4 %, three of them in 4.7 %
    expect(bootstrapInterval([0, 0, 0, 1], stream(1, 'bootstrap'))).toEqual({ low: 0, high: 0.75 });
  });

  it('is the same each time, and of the mean', () => {
    const values = [0.3, -0.1, 0.25, 0.4, 0.05];
    const interval = bootstrapInterval(values, stream(1, 'bootstrap'))!;
    expect(bootstrapInterval(values, stream(1, 'bootstrap'))).toEqual(interval);
    expect(interval.low).toBeLessThan(mean(values));
    expect(interval.high).toBeGreaterThan(mean(values));
  });

  it('is none for a single value', () => {
    expect(bootstrapInterval([1], stream(1, 'bootstrap'))).toBeUndefined();
  });

  it.each([
    [5, 0.85, 600],
    [10, 0.9, 600],
  ])('of %s values holds the true mean in a share of cases of about %s, as its description says', (values, share, cases) => {
    const draw = stream(2, 'bootstrap');
    let held = 0;
    for (let n = 0; n < cases; n++) {
      const { low, high } = bootstrapInterval(
        Array.from({ length: values }, () => normal(draw)),
        stream(3, 'bootstrap', n),
        { samples: 1000 }
      )!;
      if (low <= 0 && high >= 0) held++;
    }
    // three standard deviations
    expect(Math.abs(held / cases - share)).toBeLessThan(3 * Math.sqrt((share * (1 - share)) / cases));
  });
});
