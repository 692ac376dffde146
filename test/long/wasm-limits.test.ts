import { afterAll, describe, expect, it } from 'vitest';
import type { Lesson } from '../../src/core/engine/engine';
import { referenceEngine } from '../../src/core/engine/reference/reference';
import { mapMatrix } from '../../src/core/network/matrix';
import { raster } from '../../src/core/network/raster';
import { rules } from '../../src/core/rules';
import { disagreement, FLOAT32 } from '../support/agreement';
import { wasmEngine } from '../support/engines';
import { expectAsMeant, lessonOf, LIVELY, type Recipe } from '../support/random-lesson';

const wasm = wasmEngine({ workers: 1 });
afterAll(() => wasm.close());

describe('the wasm engine agrees with the reference engine', () => {
  const extremes: [what: string, changes: Partial<Recipe>][] = [
    ['on one neuron', { neurons: 1 }],
    ['on one neuron, input, output and trial', { neurons: 1, inputs: 1, outputs: 1, count: 1 }],
    ['on a single step', { kind: 'brief', moreSteps: 0 }],
    ['on a delay longer than the trial', { kind: 'brief', moreSteps: 2, delaySteps: 5 }],
    ['on a delay as long as the trial', { kind: 'brief', moreSteps: 2, delaySteps: 3 }],
    ['on a delay of 20 steps', { delaySteps: 20 }],
    ['on more outputs than neurons', { neurons: 3, outputs: 12 }],
    ['on more inputs than neurons', { neurons: 2, inputs: 200 }],
    ['on a long refractory period', { refractorySteps: 40 }],
    ['without a refractory period', { refractorySteps: 0 }],
    ['on 61 trials', { count: 61, neurons: 4 }],
  ];
  describe.each(extremes)('%s', (_, changes) => {
    it.each(rules)('for $id', async (rule) => {
      const recipe = { ...LIVELY, rule: rule.id, ...changes };
      const lesson = lessonOf(recipe);
      const expected = await referenceEngine().learn(lesson);
      expectAsMeant(recipe, lesson.steps, expected);
      expect(disagreement(await wasm.learn(lesson), expected).error).toBeLessThan(FLOAT32);
    });
  });

  it('on 1,000 neurons', async () => {
    const recipe: Recipe = { ...LIVELY, kind: 'brief', neurons: 1000, moreSteps: 7, count: 2, rule: 'bptt', feedback: 'symmetric' };
    const lesson = lessonOf(recipe);
    const expected = await referenceEngine().learn(lesson);
    expectAsMeant(recipe, lesson.steps, expected);
    expect(disagreement(await wasm.learn(lesson), expected).error).toBeLessThan(FLOAT32);
  });
});

describe('the most spikes there can be: every neuron in every trial and step', () => {
  const { network, weights, ...rest } = lessonOf({
    kind: 'saturated', refractorySteps: 0, neurons: 8, count: 8, moreSteps: 29, cells: 'LIF',
  });
  // nothing but input, and that in every step
  const everyStep = Array.from({ length: rest.steps * network.inputs * 2 }, (_, n) =>
    n % 2 ? (n >> 1) % network.inputs : Math.floor((n >> 1) / network.inputs)
  );
  const lesson: Lesson = {
    ...rest, network,
    weights: { ...weights, recurrent: mapMatrix(weights.recurrent, () => 0) },
    trials: rest.trials.map(({ target }) => ({ target, input: raster(rest.steps, everyStep) })),
  };

  it.each(rules)('fill the events of a chunk to the last, and no further ($id)', async (rule) => {
    // 8 neurons × 30 steps × 2 bytes are 30 × 16: the offsets begin right behind, and tell if the events went on
    expect([network.neurons, rest.steps]).toEqual([8, 30]);
    const result = await wasm.learn({ ...lesson, rule });
    expect([...result.spikeCounts]).toEqual(Array(8).fill(8 * 30));
    expect(disagreement(result, await referenceEngine().learn({ ...lesson, rule })).error).toBeLessThan(FLOAT32);
  });
});

describe('input that is as dense as can be', () => {
  it('agrees where every input spikes several times in every step', async () => {
    const { weights, ...rest } = lessonOf({ inputs: 30, count: 5 });
    const spikes: number[] = [];
    for (let t = 0; t < rest.steps; t++) {
      for (let i = 0; i < 30; i++) {
        for (let n = 0; n < 1 + ((t * 7 + i) % 4); n++) {
          spikes.push(t, (i * 11) % 30);
        }
      }
    }
    const lesson = {
      ...rest,
      weights: { ...weights, input: mapMatrix(weights.input, (w) => Math.fround(w / 25)) },
      trials: rest.trials.map(({ target }, m) => ({
        target,
        input: raster(
          rest.steps,
          spikes.map((value, n) => (n % 2 ? (value + m) % 30 : value))
        ),
      })),
    };
    const expected = await referenceEngine().learn(lesson);
    expectAsMeant(LIVELY, lesson.steps, expected);
    expect(disagreement(await wasm.learn(lesson), expected).error).toBeLessThan(FLOAT32);
  });
});
