import { EigenvalueDecomposition } from 'ml-matrix';
import type { Matrix } from './matrix';

/**
 * Computes the largest modulus of a square matrix's eigenvalues, complex pairs included.
 * @example
 * spectralRadius([Float64Array.of(0, -2), Float64Array.of(2, 0)]) // 2, of the pair ±2i
 */
export function spectralRadius(matrix: Matrix): number {
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(matrix, { assumeSymmetric: false });
  return Math.max(...realEigenvalues.map((re, n) => Math.sqrt(re * re + imaginaryEigenvalues[n] * imaginaryEigenvalues[n])));
}
