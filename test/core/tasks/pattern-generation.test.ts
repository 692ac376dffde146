import { describe, expect, it } from 'vitest';
import type { Trial } from '../../../src/core/network/trial';
import { settings } from '../../../src/core/settings';
import { patternGeneration, patternOf } from '../../../src/core/tasks/pattern-generation';

const { task } = settings('pattern-generation');
const trialsOf = (seed = 1, iteration = 0, use: 'training' | 'validation' = 'training', count = 2): Trial[] =>
  [...patternGeneration.batch(task, seed, use, iteration, count).trials];
const valuesOf = ({ target }: Trial) => 'values' in target ? target.values.map(([y]) => y) : [];

describe('the pattern', () => {
  it('is a sum of sines with whole turns in a trial, less its first value, over its largest', () => {
    // 5 steps, one turn: sin 0, π/2, π, 3π/2, 2π
    const sine = patternOf(5, [{ period: 5, amplitude: 3, phase: 0 }]).map(([y]) => y);
    expect(sine).toEqual([0, 1, 0, -1, 0].map((y) => expect.closeTo(y, 15)));
    // a cosine starts at its height: 0, −1, −2, −1, 0 over 2
    const cosine = patternOf(5, [{ period: 5, amplitude: 3, phase: Math.PI / 2 }]).map(([y]) => y);
    expect(cosine).toEqual([0, -0.5, -1, -0.5, 0].map((y) => expect.closeTo(y, 15)));
  });

  it('takes two periods of half a trial for two turns, and adds waves up', () => {
    const two = patternOf(9, [{ period: 9, amplitude: 1, phase: 0 }, { period: 4.5, amplitude: 1, phase: 0 }]).map(([y]) => y);
    const sum = Array.from({ length: 9 }, (_, t) => Math.sin(2 * Math.PI * t / 8) + Math.sin(4 * Math.PI * t / 8));
    const largest = Math.max(...sum.map(Math.abs));
    expect(two).toEqual(sum.map((y) => expect.closeTo(y / largest, 14)));
  });

  it('begins at 0 and reaches 1, by the seed alone', () => {
    const [values, other] = [trialsOf(1), trialsOf(2)].map(([trial]) => valuesOf(trial));
    expect(values).toHaveLength(1000);
    expect(values[0]).toBe(0);
    expect(Math.max(...values.map(Math.abs))).toBe(1);
    expect(other).not.toEqual(values);
  });
});

it('every trial of a run is the same, whatever the iteration and the use', () => {
  const [first, second] = trialsOf();
  expect(second).toEqual(first);
  expect(trialsOf(1, 7, 'validation')[0]).toEqual(first);
  expect(trialsOf(2)[0].input).not.toEqual(first.input);
});

it('inputs fire at most once a step, at 50 Hz', () => {
  const [{ input }] = trialsOf();
  // 100,000 chances of 0.05: sd 69
  expect(Math.abs(input.channels.length - 5000)).toBeLessThan(4 * 69);
  for (let t = 0; t < 1000; t++) {
    const spikes = input.channels.subarray(input.offsets[t], input.offsets[t + 1]);
    expect(new Set(spikes).size).toBe(spikes.length);
  }
});
