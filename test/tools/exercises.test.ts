import { describe, expect, it } from 'vitest';
import { hasExercise } from '../../tools/notebooks/checks/has-exercise.mjs';
import { exercisesOf, solutionIn, trialNotebook, verdicts } from '../../tools/notebooks/exercises.mjs';
import { code, markdown, notebook, stdout } from './notebook-parts';

const SOLUTION = '<details><summary>Solution</summary>\n\n```ts\nconst a = 2;\n```\n\n</details>';
const exercise = {
  text: markdown('## Exercise\n\n**Hint.** Think.'),
  stub: code('const a = 1;', { tags: ['exercise'] }),
  check: code('console.log(a);', { tags: ['self-check'] }),
  solution: markdown(SOLUTION),
};
const whole = notebook(
  code('import x', { tags: ['setup'] }),
  code('other'),
  exercise.text,
  exercise.stub,
  exercise.check,
  exercise.solution
);

describe('exercises', () => {
  it('are stub, self-check and the code in the fold', () => {
    expect(exercisesOf(whole)).toEqual({
      problems: [],
      exercises: [{ place: 4, stub: 'const a = 1;', check: 'console.log(a);', solution: 'const a = 2;' }],
    });
    expect(hasExercise(whole)).toEqual([]);
  });

  it('are wanted', () => {
    expect(hasExercise(notebook(code('x')))).toEqual(['no exercise (a cell tagged exercise)']);
  });

  it.each([
    [
      'hint',
      notebook(markdown('no'), exercise.stub, exercise.check, exercise.solution),
      'cell 2: the text before an exercise has no **Hint.**',
    ],
    [
      'self-check',
      notebook(exercise.text, exercise.stub, code('x'), exercise.solution),
      'cell 2: the code cell after an exercise must be tagged self-check',
    ],
    [
      'solution',
      notebook(exercise.text, exercise.stub, exercise.check),
      'cell 2: after the self-check, text must hold <details><summary>Solution</summary> with one ```ts fence',
    ],
    [
      'solution before the next code',
      notebook(exercise.text, exercise.stub, exercise.check, code('x'), exercise.solution),
      'cell 2: after the self-check, text must hold <details><summary>Solution</summary> with one ```ts fence',
    ],
  ])('without %s are incomplete', (_, incomplete, problem) => {
    expect(hasExercise(incomplete)).toEqual([problem]);
  });

  it('have their solution in the fold, not in code that stands open', () => {
    expect(solutionIn('```ts\nx\n```')).toBeUndefined();
    expect(solutionIn(SOLUTION.replaceAll('\n', '\r\n'))).toBe('const a = 2;');
  });
});

describe('the trial of all exercises', () => {
  const { attempts, json } = trialNotebook(whole);
  const executed = (stub: string, solution: string) => {
    const cells = (json as ReturnType<typeof notebook>).cells.map((cell) => ({ ...cell }));
    cells[attempts[0].cell].outputs = [stdout(stub)];
    cells[attempts[1].cell].outputs = [stdout(solution)];
    return notebook(...cells);
  };

  it('runs set-up, stub, self-check, solution, self-check', () => {
    expect((json as ReturnType<typeof notebook>).cells.map(({ source }) => source)).toEqual([
      'import x', 'const a = 1;', 'console.log(a);', 'const a = 2;', 'console.log(a);',
    ]);
    expect(attempts.map(({ with: which, cell }) => [which, cell])).toEqual([['stub', 2], ['solution', 4]]);
  });

  it('is right with ✗ for the stub and ✓ for the solution', () => {
    expect(verdicts(attempts, executed('✗ a is 1, should be 2', '✓ a is 2'))).toEqual([]);
  });

  it.each([
    ['✓ right', '✓ right', 'cell 4: the self-check does not print ✗ for the stub (it prints "✓ right")'],
    ['', '✓ right', 'cell 4: the self-check does not print ✗ for the stub (it prints nothing)'],
    ['✗', '✓ right', 'cell 4: the self-check does not print ✗ for the stub (it prints "✗")'],
    ['✗ wrong', '✗ wrong', 'cell 4: the self-check does not print ✓ for the solution (it prints "✗ wrong")'],
    ['✗ wrong', '✓ right\n✗ wrong', 'cell 4: the self-check does not print ✓ for the solution (it prints "✓ right")'],
  ])('is wrong with %j and %j', (stub, solution, problem) => {
    expect(verdicts(attempts, executed(stub, solution))).toEqual([problem]);
  });
});
