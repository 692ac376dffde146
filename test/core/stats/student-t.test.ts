import { describe, expect, it } from 'vitest';
import { tProbability, tQuantile } from '../../../src/core/stats/student-t';

describe('Student\'s t', () => {
  it('with 1 degree of freedom is Cauchy\'s: 1 − 2/π atan t lies outside', () => {
    for (const t of [0, 0.3, 1, 2.5, 12.706]) expect(tProbability(t, 1)).toBeCloseTo(1 - 2 / Math.PI * Math.atan(t), 12);
    expect(tQuantile(0.95, 1)).toBeCloseTo(Math.tan(0.95 * Math.PI / 2), 9);
  });

  it('with 2 degrees of freedom: 1 − t/√(2 + t²) lies outside', () => {
    for (const t of [0, 0.3, 1, 2.5, 12.706]) expect(tProbability(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 10);
  });

  it('is the same on both sides of 0', () => {
    expect(tProbability(-1.7, 5)).toBe(tProbability(1.7, 5));
  });

  it.each([
    [4, 2.776],
    [5, 2.571],
    [9, 2.262],
    [30, 2.042],
    [120, 1.98],
    [1000, 1.962],
  ])('at 95 %% with %i degrees of freedom is %d, as in printed tables', (freedom, t) => {
    expect(tQuantile(0.95, freedom)).toBeCloseTo(t, 3);
  });

  it.each([0.5, 0.9, 0.95, 0.999])('has a quantile within which the share %d lies, whatever the degrees of freedom', (share) => {
    for (const freedom of [1, 1.3, 2, 5.314, 12, 300]) expect(1 - tProbability(tQuantile(share, freedom), freedom)).toBeCloseTo(share, 10);
  });

  it('lies between its whole neighbours where degrees of freedom are not whole', () => {
    expect(tQuantile(0.95, 5.314)).toBeLessThan(tQuantile(0.95, 5));
    expect(tQuantile(0.95, 5.314)).toBeGreaterThan(tQuantile(0.95, 6));
  });
});
