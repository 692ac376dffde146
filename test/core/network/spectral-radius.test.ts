import { describe, expect, it } from 'vitest';
import { spectralRadius } from '../../../src/core/network/spectral-radius';
import { matrix } from '../../support/network';

describe('spectral radius', () => {
  it('of a rotation by any angle is its scale: a pair of complex eigenvalues', () => {
    for (const angle of [0.1, 1, Math.PI / 2, 3]) {
      const [c, s] = [3 * Math.cos(angle), 3 * Math.sin(angle)];
      expect(spectralRadius(matrix([c, -s], [s, c]))).toBeCloseTo(3, 12);
    }
  });

  it('counts a negative eigenvalue by its size', () => {
    expect(spectralRadius(matrix([-5, 1], [0, 2]))).toBeCloseTo(5, 12);
  });

  it('is the larger one of a complex pair and a real eigenvalue', () => {
    // eigenvalues 2 (the block 2) and ±3i
    expect(spectralRadius(matrix([2, 0, 0], [0, 0, -3], [0, 3, 0]))).toBeCloseTo(3, 12);
    expect(spectralRadius(matrix([4, 0, 0], [0, 0, -3], [0, 3, 0]))).toBeCloseTo(4, 12);
  });

  it('is not the largest singular value', () => {
    expect(spectralRadius(matrix([1, 1000], [0, 1]))).toBeCloseTo(1, 12);
  });

  it('of a single number is its size', () => {
    expect(spectralRadius(matrix([-0.25]))).toBe(0.25);
  });
});
