import { describe, expect, it } from 'vitest';
import { adam, adamClock, withMoments, advance } from '../../../src/core/training/adam';

describe('Adam', () => {
  it('moves by the rate in the first step, whatever the size of the gradient', () => {
    const clock = adamClock();
    const x = withMoments(Float64Array.of(1, 1, 1));
    advance(clock);
    adam(x, Float64Array.of(5, -0.001, 0), clock, 0.1);
    expect(x.theta[0]).toBeCloseTo(0.9, 7);
    expect(x.theta[1]).toBeCloseTo(1.1, 4);
    expect(x.theta[2]).toBe(1);
  });

  it('takes two steps as worked by hand', () => {
    const clock = adamClock();
    const x = withMoments(Float64Array.of(0));
    advance(clock);
    adam(x, Float64Array.of(1), clock, 1);
    // m = 0.1, v = 0.001; √(1−0.999)/(1−0.9) · 0.1 / (√0.001 + 1e−8)
    expect(x.theta[0]).toBeCloseTo(-1, 6);
    advance(clock);
    adam(x, Float64Array.of(-1), clock, 1);
    // m = 0.9·0.1 − 0.1 = −0.01, v = 0.999·0.001 + 0.001 = 0.001999; √(1−0.998001)/(1−0.81) · (−0.01)/√0.001999 = −1/19
    expect(x.m[0]).toBeCloseTo(-0.01, 15);
    expect(x.v[0]).toBeCloseTo(0.001999, 15);
    expect(x.theta[0]).toBeCloseTo(-1 + 1 / 19, 6);
  });

  it('keeps β1ⁿ and β2ⁿ as products', () => {
    const clock = adamClock();
    for (let n = 0; n < 3; n++) advance(clock);
    expect(clock).toEqual({ beta1Power: 0.9 * 0.9 * 0.9, beta2Power: 0.999 * 0.999 * 0.999 });
  });
});
