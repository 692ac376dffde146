import { afterAll, describe, expect, it } from 'vitest';
import { referenceEngine } from '../../src/core/engine/reference/reference';
import { rules } from '../../src/core/rules';
import { bitsOf, disagreement, FLOAT32 } from '../support/agreement';
import { wasmEngine } from '../support/engines';
import { expectAsMeant, lessonOf, LIVELY, type Recipe } from '../support/random-lesson';

const one = wasmEngine({ workers: 1 });
const wasm = wasmEngine({ workers: 2 });
afterAll(() => Promise.all([one.close(), wasm.close()]));

describe('the wasm engine agrees with the reference engine', () => {
  const extremes: [what: string, changes: Partial<Recipe>][] = [
    ['on 10,000 steps', { neurons: 4, moreSteps: 9950, count: 3 }],
    ['on 10,000 steps with a loss at the last', { neurons: 4, moreSteps: 9950, count: 3, loss: 'class', rates: 'none' }],
    ['on 10,000 steps of as many spikes as can be', { kind: 'saturated', refractorySteps: 0, neurons: 4, moreSteps: 9999, count: 3 }],
    ['on 1,024 trials', { neurons: 6, count: 1024 }],
    ['on 300 neurons and 600 steps', { neurons: 300, moreSteps: 550, count: 2 }],
  ];
  describe.each(extremes)('%s', (_, changes) => {
    it.each(rules)('for $id', async (rule) => {
      const recipe = { ...LIVELY, rule: rule.id, ...changes };
      const lesson = lessonOf(recipe);
      const expected = await referenceEngine().learn(lesson);
      expectAsMeant(recipe, lesson.steps, expected);
      const { of, error } = disagreement(await wasm.learn(lesson), expected);
      expect(error, of).toBeLessThan(FLOAT32);
    });
  });

  it.each(['bptt', 'nl-mdgl', 'on-mdgl'])('on 1,000 neurons and 60 steps for %s', async (rule) => {
    const recipe = { ...LIVELY, neurons: 1000, moreSteps: 10, count: 2, rule };
    const lesson = lessonOf(recipe);
    const expected = await referenceEngine().learn(lesson);
    expectAsMeant(recipe, lesson.steps, expected);
    expect(disagreement(await wasm.learn(lesson), expected).error).toBeLessThan(FLOAT32);
  });
});

describe('the largest sizes that are promised run, and two workers give the bits of one', () => {
  const sizes: [what: string, changes: Partial<Recipe>][] = [
    ['1,000 neurons, 2,000 steps', { neurons: 1000, moreSteps: 1950, count: 5 }],
    ['100 neurons, 10,000 steps', { neurons: 100, moreSteps: 9950, count: 9 }],
    ['1,024 trials of 100 neurons, 200 steps', { neurons: 100, moreSteps: 150, count: 1024 }],
  ];
  it.each(sizes)('%s', async (_, changes) => {
    const lesson = lessonOf(changes, 0);
    const first = await one.learn(lesson);
    expect(first.spikeCounts.reduce((a, b) => a + b, 0)).toBeGreaterThan(10 * lesson.count);
    expect(bitsOf(await wasm.learn(lesson))).toEqual(bitsOf(first));
  });
});
