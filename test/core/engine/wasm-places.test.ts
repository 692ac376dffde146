import { afterAll, describe, expect, it } from 'vitest';
import { mapMatrix, type Matrix } from '../../../src/core/network/matrix';
import { stream, uniform } from '../../../src/core/random';
import { rules } from '../../../src/core/rules';
import { wasmEngine } from '../../support/engines';
import { expectAsMeant, lessonOf, LIVELY } from '../../support/random-lesson';

const engine = wasmEngine({ workers: 1 });
afterAll(() => engine.close());

describe.each(rules)('the gradient of $id where only some places are wanted', (rule) => {
  const lesson = lessonOf({ rule: rule.id });
  const draw = stream(3, 'benchmark');
  const some = (matrix: Matrix, share: number) => mapMatrix(matrix, () => uniform(draw) < share ? -0.5 : 0);
  const choices = [
    { which: 'the connected ones', places: lesson.weights },
    { which: 'a tenth of all', places: { input: some(lesson.weights.input, 0.1), recurrent: some(lesson.weights.recurrent, 0.1) } },
    { which: 'recurrent ones alone', places: { input: some(lesson.weights.input, 0), recurrent: some(lesson.weights.recurrent, 0.5) } },
    { which: 'input ones alone', places: { input: some(lesson.weights.input, 0.5), recurrent: some(lesson.weights.recurrent, 0) } },
    { which: 'none', places: { input: some(lesson.weights.input, 0), recurrent: some(lesson.weights.recurrent, 0) } },
  ];
  it.each(choices)('($which) has the bits of the full one there, and 0 elsewhere', async ({ places }) => {
    const { gradients: all, ...rest } = await engine.learn(lesson);
    expectAsMeant(LIVELY, lesson.steps, { gradients: all, ...rest });
    const at = (gradient: Matrix, wanted: Matrix) => mapMatrix(gradient, (value, r, c) => wanted[r][c] !== 0 ? value : 0);
    expect(await engine.learn({ ...lesson, places })).toEqual({
      ...rest,
      gradients: { ...all, input: at(all.input, places.input), recurrent: at(all.recurrent, places.recurrent) },
    });
  });

  it('has none on the diagonal, even where it is asked for', async () => {
    const everywhere = { input: mapMatrix(lesson.weights.input, () => 1), recurrent: mapMatrix(lesson.weights.recurrent, () => 1) };
    const { gradients } = await engine.learn({ ...lesson, places: everywhere });
    expect(gradients).toEqual((await engine.learn(lesson)).gradients);
    expect(gradients.recurrent.map((row, q) => row[q])).toEqual(Array(LIVELY.neurons).fill(0));
    expect(gradients.recurrent.flatMap((row) => [...row]).filter((value) => value !== 0).length).toBeGreaterThan(LIVELY.neurons ** 2 / 2);
  });
});
