import { expect } from 'vitest';
import type { Lesson, LessonResult } from '../../src/core/engine/engine';
import { zeros, type Matrix } from '../../src/core/network/matrix';
import { decay, type Network } from '../../src/core/network/network';
import { raster } from '../../src/core/network/raster';
import type { Trial } from '../../src/core/network/trial';
import { below, normal, stream, uniform } from '../../src/core/random';
import type { Rule } from '../../src/core/rules/rule';

interface Kind {
  /** Class at the last step, or values at every step. */
  readonly loss: 'class' | 'values';
  readonly delaySteps: number;
  readonly rates?: Lesson['rates'];
}

export const COUNT = 3;
export const STEPS = 120;
const INPUTS = 8;
const NEURONS = 15;
const OUTPUTS = 3;
/** Input that never spikes. */
export const SILENT_INPUT = 7;

/** A lesson of a small network of three cell types, LIF and ALIF mixed and unsorted, that fires at a lively rate. */
export function liveLesson(rule: Rule, { loss, delaySteps, rates }: Kind = { loss: 'class', delaySteps: 1 }): Lesson {
  const types = Array.from({ length: NEURONS }, (_, p) => (p * 2) % 3);
  const network: Network = {
    inputs: INPUTS, neurons: NEURONS, outputs: OUTPUTS, types, cellTypes: 3,
    beta: types.map((_, p) => (p % 2 ? 1.8 : 0)),
    alpha: types.map((_, p) => decay(14 + p)), rho: types.map((_, p) => decay(150 + 10 * p)), kappa: decay(30),
    threshold: 0.01, dampening: 0.3, refractorySteps: 5, delaySteps,
  };
  const draw = stream(5, 'benchmark');
  const sparse = (rows: number, columns: number, scale: number, mean = 0) =>
    zeros(rows, columns).map((row) => row.map(() => (uniform(draw) < 0.4 ? scale * (normal(draw) + mean) : 0)));
  const recurrent = sparse(NEURONS, NEURONS, 0.08);
  // Dale: neurons of type 1 are inhibitory
  recurrent.forEach((row, q) => row.forEach((w, p) => { row[p] = q === p ? 0 : Math.abs(w) * (types[q] === 1 ? -1 : 1); }));
  const weights = {
    input: sparse(INPUTS, NEURONS, 0.2, 0.5),
    recurrent,
    output: sparse(NEURONS, OUTPUTS, 1),
    bias: Float64Array.from({ length: OUTPUTS }, () => normal(draw) / 10),
  };
  const trials = Array.from({ length: COUNT }, (): Trial => {
    const spikes: number[] = [];
    for (let t = 0; t < STEPS; t++) for (let i = 0; i < INPUTS; i++) if (i !== SILENT_INPUT && uniform(draw) < 0.08) spikes.push(t, i);
    const target =
      loss === 'class' ? { class: below(draw, OUTPUTS) } : { values: zeros(STEPS, OUTPUTS).map((row) => row.map(() => normal(draw))) };
    return { input: raster(STEPS, spikes), target };
  });
  return { network, weights, trials, count: COUNT, steps: STEPS, keepSpikes: true, rule, feedback: weights.output, rates };
}

/** A lesson is no proof of anything unless its network lives. */
export function expectAlive({ spikeCounts, gradients }: LessonResult): void {
  const firing = spikeCounts.filter((count) => count > 0).length;
  expect(firing, 'neurons that fire').toBeGreaterThan(spikeCounts.length / 2);
  const rateHz = 1000 * spikeCounts.reduce((a, b) => a + b, 0) / (spikeCounts.length * COUNT * STEPS);
  expect(rateHz).toBeGreaterThan(5);
  expect(rateHz).toBeLessThan(120);
  expect(largest(gradients.input)).toBeGreaterThan(0);
  expect(largest(gradients.recurrent)).toBeGreaterThan(0);
}

/** Largest difference of two matrices, relative to the largest entry of `expected`. */
export function distance(actual: Matrix, expected: Matrix): number {
  expect(actual.length).toBe(expected.length);
  return largest(actual.map((row, r) => row.map((value, c) => value - expected[r][c]))) / largest(expected);
}

export function largest(matrix: Matrix): number {
  return matrix.reduce((most, row) => row.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0);
}
