import { expect } from 'vitest';
import { flat, type Matrix } from '../../../src/core/network/matrix';

/** Says the shape of a matrix: '100 × 2'. */
export function shapeOf(matrix: Matrix): string {
  expect(new Set(matrix.map((row) => row.length)).size).toBe(1);
  return `${matrix.length} × ${matrix[0].length}`;
}

/** Expects that float32 holds each entry of some matrices. */
export function expectFloat32(...matrices: Matrix[]): void {
  const entries = matrices.flatMap(flat);
  expect(entries).toEqual(entries.map(Math.fround));
}
