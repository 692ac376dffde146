import type { KnockoutPoint } from '../experiments/curves-csv';
import { drawnNumbers, type DrawnNumbers, type DrawnPoint } from './drawn-numbers';

/**
 * Curves of a panel, smoothed as Figure 3C's; in place of the rule stands the name of the curve. The changed curve begins
 * where it leaves the untouched one, which is a little before the change: the moving mean looks ahead.
 * @param from where a curve begins that never leaves the other
 */
export function knockoutCurves(points: readonly KnockoutPoint[], from: number): DrawnNumbers {
  const drawn = drawnNumbers(points.map((point) => ({ ...point, rule: point.curve })), []);
  return { loss: forked(drawn.loss, from), accuracy: forked(drawn.accuracy, from) };
}

function forked(points: readonly DrawnPoint[], from: number): DrawnPoint[] {
  const [untouched, changed] = ['untouched', 'changed'].map((curve) => points.filter(({ rule }) => rule === curve));
  const means = new Map(untouched.map(({ iteration, mean }) => [iteration, mean]));
  const apart = changed.findIndex(({ iteration, mean }) => means.get(iteration) !== mean);
  return [...untouched, ...apart < 0 ? changed.filter(({ iteration }) => iteration >= from) : changed.slice(Math.max(0, apart - 1))];
}
