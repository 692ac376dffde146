import { mapMatrix, zeros, type Matrix } from '../../core/network/matrix';
import type { Weights } from '../../core/network/network';
import { raster, type Raster } from '../../core/network/raster';
import type { Trial } from '../../core/network/trial';
import type { NumpyLegacy } from './numpy-legacy';

/** What a test of the peers starts from and trains on; its seed fixes all of it. */
export interface Drawn {
  /** Dense, of either sign, rounded to float32; the bias is 0. */
  readonly weights: Weights;
  /** F of random feedback, rounded to float32; neurons × outputs. */
  readonly feedback: Matrix;
  /** The trials of each iteration. */
  readonly batches: readonly (readonly Trial[])[];
}

/** Draws a matrix row by row, and rounds it to float32. */
export function drawnMatrix(rows: number, columns: number, draw: () => number): Matrix {
  return mapMatrix(zeros(rows, columns), () => Math.fround(draw()));
}

/** Removes the connections of neurons to themselves. */
export function withoutDiagonal(recurrent: Matrix): Matrix {
  return mapMatrix(recurrent, (weight, q, p) => q === p ? 0 : weight);
}

/** Draws input spikes, step by step and within it input by input; those of step 0 are drawn, and left out. */
export function drawnInput(from: NumpyLegacy, steps: number, inputs: number, probability: (t: number, i: number) => number): Raster {
  const spikes: number[] = [];
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < inputs; i++) if (probability(t, i) > from.double() && t > 0) spikes.push(t, i);
  }
  return raster(steps, spikes);
}
