// @ts-check
import { cellLength } from './cell-length.mjs';
import { charts } from './charts.mjs';
import { errors } from './errors.mjs';
import { executionOrder } from './execution-order.mjs';
import { hasExercise } from './has-exercise.mjs';
import { kernel } from './kernel.mjs';
import { paths } from './paths.mjs';
import { prediction } from './prediction.mjs';
import { redefinitions } from './redefinitions.mjs';
import { size } from './size.mjs';
import { title } from './title.mjs';

/**
 * What a notebook must keep to.
 * @type {readonly ((notebook: import('../notebook.mjs').Notebook, exported: ReadonlySet<string>) => string[])[]}
 */
const CHECKS = [title, kernel, size, errors, executionOrder, paths, cellLength, redefinitions, prediction, charts, hasExercise];

/**
 * Everything that is wrong with a notebook, a line each.
 * @param {import('../notebook.mjs').Notebook} notebook
 * @param {ReadonlySet<string>} exported names of the library
 */
export function problemsOf(notebook, exported) {
  return CHECKS.flatMap((check) => check(notebook, exported));
}
