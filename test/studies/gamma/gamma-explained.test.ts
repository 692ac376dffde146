import { describe, expect, it } from 'vitest';
import { gammaExplained } from '../../../src/studies/gamma/gamma-explained';
import { matrix } from '../../support/network';

describe('gammaExplained', () => {
  // two trials of two steps; neurons 0 and 2 are I, 1 is E
  const actual = [matrix([1, 0, 2], [3, 4, 0]), matrix([0, 2, 0], [0, 2, 0])];

  it('pools trials, steps and the neurons of the receiving type', () => {
    // I hears 1 2 3 0 0 0 0 0: mean 0.75, Σ (Γ − mean)² = 14 − 8 · 0.5625 = 9.5; missed by 1 once
    const predicted = [matrix([1, 0, 1], [3, 4, 0]), matrix([0, 2, 0], [0, 4, 0])];
    const [all, I, E] = gammaExplained(actual, predicted, [0, 1, 0], ['I', 'E']);
    expect(I).toEqual({ receiver: 'I', explained: expect.closeTo(1 - 1 / 9.5, 12), squaredCorrelation: expect.any(Number) });
    // E hears 0 4 2 2: mean 2, Σ = 8; missed by 2 once; deviations (−2, 2, 0, 0) and (−2.5, 1.5, −0.5, 1.5)
    expect(E).toEqual({ receiver: 'E', explained: 0.5, squaredCorrelation: expect.closeTo(64 / (8 * 11), 12) });
    // all: Σ Γ = 14, Σ Γ² = 38, 12 numbers; missed by 1 and by 2
    expect(all.explained).toBeCloseTo(1 - 5 / (38 - 14 * 14 / 12), 12);
  });

  it('says null where nothing is heard', () => {
    const silent = [matrix([0, 0], [0, 0])];
    expect(gammaExplained(silent, silent, [0, 1], ['I', 'E'])[1]).toEqual({ receiver: 'I', explained: null, squaredCorrelation: null });
  });
});
