import { describe, expect, it } from 'vitest';
import { spikesAt, stepsOf } from '../../../src/core/network/raster';
import type { Trial } from '../../../src/core/network/trial';
import { drawnClassification } from '../../../src/studies/peers/drawn-classification';
import { expectFloat32, shapeOf } from './drawn-shapes';

/** Lists the spikes of a trial, [step, input]. */
const spikesOf = ({ input }: Trial) =>
  Array.from({ length: stepsOf(input) }, (_, t) => [...spikesAt(input, t)].map((i) => [t, i])).flat();

/** Reads the seven cues off the input: in each slot one of the two populations fires, and in its last 100 steps only. */
function cuesOf(trial: Trial): string {
  const ofCues = spikesOf(trial).filter(([, i]) => i < 20);
  expect(ofCues.every(([t]) => t < 1050 && t % 150 >= 50)).toBe(true);
  return Array.from({ length: 7 }, (_, slot) => {
    const cues = new Set(ofCues.filter(([t]) => Math.floor(t / 150) === slot).map(([, i]) => Math.floor(i / 10)));
    expect(cues.size).toBe(1);
    return [...cues].join();
  }).join('');
}

const spikesOfBatch = (trials: readonly Trial[]) => trials.reduce((sum, { input }) => sum + input.channels.length, 0);

/** The numbers are the peers' recipe in NumPy 1.26, seed 1. */
describe("the peers' test of classification, from seed 1,", () => {
  const { weights, feedback, batches } = drawnClassification(1, 1);
  const pairs = drawnClassification(1, 2);
  const trials = [...batches, ...pairs.batches].flat();

  it('has 40 inputs, 100 neurons and two classes, without bias', () => {
    expect([weights.input, weights.recurrent].map(shapeOf)).toEqual(['40 × 100', '100 × 100']);
    expect([weights.output, feedback].map(shapeOf)).toEqual(['100 × 2', '100 × 2']);
    expect(weights.bias).toEqual(Float64Array.of(0, 0));
  });

  it('has the weights and the feedback of NumPy, in float32', () => {
    expect(weights.input[39][99]).toBeCloseTo(0.084941067, 9);
    expect(weights.recurrent[0][1]).toBeCloseTo(0.014164167, 9);
    expect(weights.output[0][0]).toBeCloseTo(-0.048078664, 9);
    expect(feedback[0][0]).toBeCloseTo(-1.290713787, 9);
    expectFloat32(weights.input, weights.recurrent, weights.output, feedback);
  });

  it('connects no neuron to itself, and each to all others', () => {
    weights.recurrent.forEach((row, q) => row.forEach((weight, p) => expect(weight === 0).toBe(q === p)));
  });

  it('starts alike for batches of one trial and of two', () => {
    expect(pairs.weights).toEqual(weights);
    expect(pairs.feedback).toEqual(feedback);
  });

  it('has the cues of NumPy', () => {
    expect(batches.map(([trial]) => cuesOf(trial))).toEqual(['0011011', '1101110', '0101010', '0010010', '1011101']);
    expect(pairs.batches[0].map(cuesOf)).toEqual(['1111111', '0010010']);
  });

  it('has the class of which there are more cues, judged in the recall', () => {
    expect(batches.map(([{ target }]) => target)).toEqual([1, 1, 0, 0, 1].map((one) => ({ class: one, lastSteps: 150 })));
    for (const trial of trials) expect(trial.target).toMatchObject({ class: cuesOf(trial).replaceAll('0', '').length > 3 ? 1 : 0 });
  });

  it('has the input spikes of NumPy', () => {
    expect(batches.map(spikesOfBatch)).toEqual([597, 562, 523, 554, 579]);
    expect(pairs.batches.map((batch) => batch.length)).toEqual([2, 2, 2, 2, 2]);
    expect(pairs.batches.map(spikesOfBatch)).toEqual([1171, 1151, 1147, 1082, 1108]);
  });

  it('has no spike at step 0, and a recall in the last 150 steps only', () => {
    for (const trial of trials) {
      expect(stepsOf(trial.input)).toBe(2250);
      expect(spikesOf(trial).every(([t, i]) => t > 0 && i < 40 && (t >= 2100 || Math.floor(i / 10) !== 2))).toBe(true);
    }
  });

  it('has cues and recalls of 0.04 spikes a step, and a background of 0.01 throughout', () => {
    const spikes = trials.flatMap(spikesOf);
    const rate = (first: number, last: number, steps: number) =>
      spikes.filter(([, i]) => i >= first && i <= last).length / (trials.length * 10 * steps);
    expect(rate(0, 19, 700)).toBeCloseTo(0.04, 2);
    expect(rate(20, 29, 150)).toBeCloseTo(0.04, 2);
    expect(rate(30, 39, 2250)).toBeCloseTo(0.01, 2);
    expect(spikes.filter(([t, i]) => i >= 30 && t < 1050).length / (trials.length * 10 * 1050)).toBeCloseTo(0.01, 2);
  });
});

it("another seed of the peers' test of classification draws other numbers", () => {
  const [one, two] = [1, 2].map((seed) => drawnClassification(seed, 1));
  expect(two.weights.input).not.toEqual(one.weights.input);
  expect(two.batches[0][0].input).not.toEqual(one.batches[0][0].input);
});
