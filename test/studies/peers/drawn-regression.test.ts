import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../src/core/network/matrix';
import { spikesAt, stepsOf } from '../../../src/core/network/raster';
import type { Drawn } from '../../../src/studies/peers/drawn';
import { drawnRegression } from '../../../src/studies/peers/drawn-regression';
import { expectFloat32, shapeOf } from './drawn-shapes';

function targetOf({ batches: [[{ target }]] }: Pick<Drawn, 'batches'>): Matrix {
  return 'values' in target ? target.values : [];
}

/** The numbers are the peers' recipe in NumPy 1.26, seed 1. */
describe("the peers' test of regression, from seed 1,", () => {
  const { weights, feedback, batches } = drawnRegression(1);
  const [{ input, target }] = batches[0];
  const values = targetOf({ batches });

  it('has 100 inputs, 100 neurons and one output, without bias', () => {
    expect([weights.input, weights.recurrent].map(shapeOf)).toEqual(['100 × 100', '100 × 100']);
    expect([weights.output, feedback].map(shapeOf)).toEqual(['100 × 1', '100 × 1']);
    expect(weights.bias).toEqual(Float64Array.of(0));
  });

  it('has the weights and the feedback of NumPy, in float32', () => {
    expect(weights.input[99][99]).toBeCloseTo(-0.143786997, 9);
    expect(weights.recurrent[0][1]).toBeCloseTo(0.022816982, 9);
    expect(weights.output[0][0]).toBeCloseTo(-0.193156391, 9);
    expect(feedback[99][0]).toBeCloseTo(0.131494775, 9);
    expectFloat32(weights.input, weights.recurrent, weights.output, feedback);
  });

  it('connects no neuron to itself, and each to all others', () => {
    weights.recurrent.forEach((row, q) => row.forEach((weight, p) => expect(weight === 0).toBe(q === p)));
  });

  it('has the input spikes of NumPy, none of them at step 0', () => {
    expect(stepsOf(input)).toBe(1000);
    expect(input.channels).toHaveLength(5053);
    expect([...spikesAt(input, 0)]).toEqual([]);
    expect([...spikesAt(input, 1)]).toEqual([20, 64, 93]);
  });

  it('has a sum of four sines for a target, which starts at 0 and reaches 1 or −1', () => {
    expect(shapeOf(values)).toBe('1000 × 1');
    expect(values[0][0]).toBe(0);
    expect(Math.max(...values.map(([y]) => Math.abs(y)))).toBe(1);
    expect(values[1][0]).toBeCloseTo(0.0110499277, 10);
    expect(values[500][0]).toBeCloseTo(0.8297903994, 10);
    // each sine makes whole turns
    expect(values[999][0]).toBeCloseTo(0, 12);
  });

  it('makes the target of the amplitudes and phases of NumPy', () => {
    const amplitudes = [0.926542533, 0.644829383, 1.845737529, 1.855797414];
    const phases = [5.125405927, 1.268701526, 0.324801825, 4.984642119];
    const turns = [1, 2, 3, 5];
    const sums = values.map((_, t) => amplitudes.reduce((y, a, n) => y + a * Math.sin(phases[n] + 2 * Math.PI * turns[n] * t / 999), 0));
    const rises = sums.map((y) => y - sums[0]);
    const largest = Math.max(...rises.map(Math.abs));
    rises.forEach((rise, t) => expect(values[t][0]).toBeCloseTo(rise / largest, 8));
  });

  it('is judged by half the sum of squared errors', () => {
    expect(target).toHaveProperty('squared', 'half sum');
  });

  it('learns one trial in each of five iterations', () => {
    expect(batches).toEqual(Array(5).fill([{ input, target }]));
  });
});

describe("the peers' test of regression, from other seeds,", () => {
  const drawn = [1, 2, 3, 4].map(drawnRegression);

  it('has other weights, spikes and targets', () => {
    for (const of of [({ weights }: Drawn) => weights.input, ({ batches }: Drawn) => batches[0][0].input, targetOf]) {
      expect(new Set(drawn.map((one) => JSON.stringify(of(one)))).size).toBe(4);
    }
  });

  it('reaches 1 or −1, each from some seed', () => {
    const extremes = drawn.map((one) => targetOf(one).reduce((most, [y]) => Math.abs(y) > Math.abs(most) ? y : most, 0));
    expect(new Set(extremes)).toEqual(new Set([1, -1]));
  });
});
