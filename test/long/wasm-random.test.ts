import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Lesson } from '../../src/core/engine/engine';
import { referenceEngine } from '../../src/core/engine/reference/reference';
import { mapMatrix } from '../../src/core/network/matrix';
import { rules } from '../../src/core/rules';
import { bitsOf, disagreement, FLOAT32 } from '../support/agreement';
import { wasmEngine } from '../support/engines';
import { expectAgreement } from '../support/expect-agreement';
import { expectAsMeant, lessonOf, LIVELY, randomLesson, recipes } from '../support/random-lesson';

const reference = referenceEngine();
const wasm = wasmEngine({ workers: 1 });
afterAll(() => wasm.close());

it('the wasm engine and the reference engine agree on random networks', async () => {
  await expectAgreement(recipes, wasm, { seed: 13, numRuns: 80 });
});

describe.each(rules)('the agreement for $id', (rule) => {
  it.each(['lively', 'brief', 'saturated', 'silent'] as const)('holds in a %s network', async (kind) => {
    const recipe = { ...LIVELY, rule: rule.id, kind };
    const lesson = lessonOf(recipe);
    const expected = await reference.learn(lesson);
    expectAsMeant(recipe, lesson.steps, expected);
    expect(disagreement(await wasm.learn(lesson), expected).error).toBeLessThan(FLOAT32);
  });

  it('holds with a G that takes the place of its own', async () => {
    const lesson = lessonOf({ rule: rule.id, ownModulation: true });
    const expected = await reference.learn(lesson);
    expectAsMeant(LIVELY, lesson.steps, expected);
    const withoutG = disagreement(await reference.learn({ ...lesson, modulation: undefined }), expected).error;
    if (rule.credit === 'exact') expect(withoutG).toBe(0);
    else expect(withoutG).toBeGreaterThan(0.01);
    expect(disagreement(await wasm.learn(lesson), expected).error).toBeLessThan(FLOAT32);
  });

  const changes: [what: string, change: (lesson: Lesson) => Lesson][] = [
    ['another dampening', (lesson) => ({ ...lesson, network: { ...lesson.network, dampening: lesson.network.dampening * 1.001 } })],
    ['another delay', (lesson) => ({ ...lesson, network: { ...lesson.network, delaySteps: lesson.network.delaySteps + 1 } })],
    ['another adaptation', (lesson) => ({ ...lesson, network: { ...lesson.network, beta: lesson.network.beta.map((b) => b * 1.01) } })],
    ['another feedback', (lesson) => ({ ...lesson, feedback: mapMatrix(lesson.feedback, (f) => f * 1.01) })],
    ['other rates', (lesson) => ({ ...lesson, rates: { ...lesson.rates!, coefficient: lesson.rates!.coefficient * 1.01 } })],
    ['another batch size', (lesson) => ({ ...lesson, trials: [...lesson.trials].slice(1), count: lesson.count - 1 })],
  ];
  it.each(changes)('ends when one engine is given %s', async (_, change) => {
    const lesson = lessonOf({ rule: rule.id });
    const expected = await reference.learn(lesson);
    expectAsMeant(LIVELY, lesson.steps, expected);
    expect(disagreement(await wasm.learn(change(lesson)), expected).error).toBeGreaterThan(FLOAT32);
  });
});

it('the rule of an engine can be told from every other', async () => {
  const results = await Promise.all(rules.map((rule) => wasm.learn(lessonOf({ rule: rule.id }))));
  results.forEach((a, m) =>
    results.slice(0, m).forEach((b, n) => expect(disagreement(a, b).error, `${rules[m].id}, ${rules[n].id}`).toBeGreaterThan(0.01))
  );
});

it('the wasm engine evaluates to the same loss, accuracy, logits and spikes as it learns', async () => {
  const lesson = lessonOf({ loss: 'class' });
  const { gradients: _, ...learned } = await wasm.learn(lesson);
  expect(learned.spikeCounts.some((spikes) => spikes > 0)).toBe(true);
  expect(bitsOf(await wasm.evaluate(lesson))).toEqual(bitsOf(learned));
  expect((await wasm.evaluate({ ...lesson, keepSpikes: false })).spikes).toBeUndefined();
});

it('a random lesson is the same whenever its recipe is', () => {
  fc.assert(fc.property(recipes, (recipe) => {
    expect(JSON.stringify(randomLesson(recipe))).toBe(JSON.stringify(randomLesson(recipe)));
  }), { seed: 13, numRuns: 5 });
});
