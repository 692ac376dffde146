import fc from 'fast-check';
import { expect } from 'vitest';
import type { Engine } from '../../src/core/engine/engine';
import { referenceEngine } from '../../src/core/engine/reference/reference';
import { rules } from '../../src/core/rules';
import { disagreement, FLOAT32 } from './agreement';
import { expectAsMeant, randomLesson, type Recipe } from './random-lesson';

/**
 * Checks on random networks that an engine agrees with the reference engine, and that the networks are what they are meant to be.
 * @returns the largest difference, relative to the largest entry of its array
 */
export async function expectAgreement(
  recipes: fc.Arbitrary<Recipe>,
  engine: Engine,
  parameters: { seed: number; numRuns: number }
): Promise<number> {
  const done: Recipe[] = [];
  let drawn = 0;
  let unusable = 0;
  let worst = 0;
  await fc.assert(fc.asyncProperty(recipes, async (recipe) => {
    const random = randomLesson(recipe);
    if (!random) unusable++;
    fc.pre(random !== undefined);
    const { lesson, discarded } = random;
    const expected = await referenceEngine().learn(lesson);
    expectAsMeant(recipe, lesson.steps, expected);
    const { of, error } = disagreement(await engine.learn(lesson), expected);
    expect(error, of).toBeLessThan(FLOAT32);
    done.push(recipe);
    drawn += recipe.count + discarded;
    worst = Math.max(worst, error);
  }), parameters);
  // Most of what was drawn was used, and all there is was drawn.
  expect(unusable).toBeLessThan(parameters.numRuns / 20);
  expect(done.reduce((trials, { count }) => trials + count, 0) / drawn).toBeGreaterThan(0.9);
  const seen = (what: (recipe: Recipe) => unknown) => new Set(done.map(what)).size;
  expect([
    seen((r) => r.rule),
    seen((r) => r.kind),
    seen((r) => r.cells),
    seen((r) => r.loss),
    seen((r) => r.delaySteps),
    seen((r) => r.count),
  ]).toEqual([rules.length, 4, 3, 5, 5, 9]);
  expect(worst, 'float32 is not float64').toBeGreaterThan(1e-9);
  return worst;
}
