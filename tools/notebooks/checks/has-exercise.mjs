// @ts-check
import { exercisesOf } from '../exercises.mjs';

/** At least one exercise, and each of them complete. @param {import('../notebook.mjs').Notebook} notebook */
export function hasExercise(notebook) {
  const { exercises, problems } = exercisesOf(notebook);
  return [...problems, ...exercises.length + problems.length === 0 ? ['no exercise (a cell tagged exercise)'] : []];
}
