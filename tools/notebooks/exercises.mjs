// @ts-check
import { hasTag, printed } from './notebook.mjs';

/**
 * @typedef {object} Exercise
 * @property {number} place of the stub, counted from 1
 * @property {string} stub
 * @property {string} check
 * @property {string} solution
 *
 * @typedef {object} Attempt  two cells of a trial notebook
 * @property {Exercise} exercise
 * @property {'stub' | 'solution'} with
 * @property {number} cell index of the self-check
 */

/**
 * The exercises of a notebook: text with a hint, a cell tagged `exercise` (the stub), the next code cell tagged `self-check`,
 * then text with the solution's code in its fold.
 * @param {import('./notebook.mjs').Notebook} notebook
 * @returns {{ exercises: Exercise[], problems: string[] }}
 */
export function exercisesOf({ cells }) {
  /** @type {Exercise[]} */
  const exercises = [];
  /** @type {string[]} */
  const problems = [];
  for (const [index, cell] of cells.entries()) {
    if (!hasTag(cell, 'exercise')) continue;
    const place = index + 1;
    const checkAt = cells.findIndex((later, at) => at > index && later.cell_type === 'code');
    const check = cells[checkAt];
    const fold = cells
      .slice(checkAt + 1)
      .find((later, n, after) => later.cell_type === 'markdown' && !after.slice(0, n).some((between) => between.cell_type === 'code'));
    const solution = fold && solutionIn(fold.source);
    if (!/\*\*Hint\.\*\*/.test(hintBefore(cells, index))) problems.push(`cell ${place}: the text before an exercise has no **Hint.**`);
    if (!check || !hasTag(check, 'self-check')) problems.push(`cell ${place}: the code cell after an exercise must be tagged self-check`);
    else if (solution === undefined) problems.push(`cell ${place}: after the self-check, text must hold `
      + '<details><summary>Solution</summary> with one \`\`\`ts fence');
    else exercises.push({ place, stub: cell.source, check: check.source, solution });
  }
  return { exercises, problems };
}

/** All text between the code before and a cell. @param {readonly import('./notebook.mjs').Cell[]} cells @param {number} index */
function hintBefore(cells, index) {
  let text = '';
  for (let at = index - 1; at >= 0 && cells[at].cell_type === 'markdown'; at--) text = cells[at].source + text;
  return text;
}

/** The code in the fold. @param {string} markdown @returns {string | undefined} */
export function solutionIn(markdown) {
  const fold = /<details>\s*<summary>Solution<\/summary>([\s\S]*?)<\/details>/.exec(markdown)?.[1];
  return /```ts\r?\n([\s\S]*?)\r?\n```/.exec(fold ?? '')?.[1];
}

/**
 * One notebook that tries every exercise: the cells tagged `setup`, then each stub and each solution, both with the self-check.
 * @param {import('./notebook.mjs').Notebook} notebook
 * @returns {{ attempts: Attempt[], json: object }}
 */
export function trialNotebook(notebook) {
  const sources = notebook.cells.filter((cell) => hasTag(cell, 'setup')).map(({ source }) => source);
  const attempts = exercisesOf(notebook).exercises.flatMap((exercise) => (/** @type {const} */ (['stub', 'solution'])).map((which) => {
    sources.push(exercise[which], exercise.check);
    return { exercise, with: which, cell: sources.length - 1 };
  }));
  const cells = sources.map((source, n) => ({
    cell_type: 'code', id: `cell-${n}`, metadata: {}, execution_count: null, outputs: [], source,
  }));
  return {
    attempts,
    json: {
      cells,
      metadata: { kernelspec: { name: 'tslab', display_name: 'TypeScript', language: 'typescript' } },
      nbformat: 4,
      nbformat_minor: 5,
    },
  };
}

/**
 * What went otherwise than it should: a self-check prints ✗ and what is wrong with the stub, and ✓ with the solution.
 * @param {readonly Attempt[]} attempts
 * @param {import('./notebook.mjs').Notebook} executed
 */
export function verdicts(attempts, executed) {
  return attempts.flatMap(({ exercise: { place }, with: which, cell }) => {
    const said = printed(executed.cells[cell], 'stdout');
    const right = /^✓ ./m.test(said);
    const wrong = /^✗ ./m.test(said);
    if (which === 'stub') return wrong && !right ? [] : [`cell ${place}: the self-check does not print ✗ for the stub (${short(said)})`];
    return right && !wrong ? [] : [`cell ${place}: the self-check does not print ✓ for the solution (${short(said)})`];
  });
}

/** @param {string} text */
function short(text) {
  return text.trim() ? `it prints ${JSON.stringify(text.trim().split('\n')[0])}` : 'it prints nothing';
}
