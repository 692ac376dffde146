import { groupBy } from '../../core/stats/group-by';

/** Iterations that are final, first and last inclusive. */
export interface Window {
  first: number;
  last: number;
  /** If some run has no validation there, the last six validations of each run count; first and last are then theirs. */
  lastSix?: true;
}

/** The window of the figure's last 50 iterations, in which a run of the figure has six validations. */
const figure3c: Window = { first: 1950, last: 2000 };

/** One validation of a run, and what tells the run from others. */
interface Validation {
  rule: string;
  iteration: number;
  seed?: number;
  run?: number;
  curve?: string;
  pair?: string | null;
  from?: number | null;
}

/**
 * Finds the window that a table is about: iterations 1950–2000; where the shortest run ends earlier, the last 50 iterations of that
 * run. If some run has no validation there, it is the last six validations of every run.
 * @param latest where it ends in longer runs; Infinity: at the end of the shortest
 * @example finalWindow(runsOf500Iterations) // { first: 450, last: 500 }
 */
export function finalWindow(points: readonly Validation[], latest = figure3c.last): Window {
  const runs = runsOf(points);
  const ends = runs.map((run) => run.reduce((last, { iteration }) => Math.max(last, iteration), 0));
  const last = ends.reduce((least, end) => Math.min(least, end), latest);
  const window = { first: Math.max(0, last - (figure3c.last - figure3c.first)), last };
  if (runs.every((run) => inWindow(run, window).length > 0)) return window;
  const iterations = inWindow(points, { ...window, lastSix: true }).map(({ iteration }) => iteration).sort((a, b) => a - b);
  return { first: iterations[0]!, last: iterations.at(-1)!, lastSix: true };
}

/** Finds the validations in a window, run by run if these are the last ones of each. */
export function inWindow<P extends Validation>(points: readonly P[], { first, last, lastSix }: Window): P[] {
  if (!lastSix) return points.filter(({ iteration }) => iteration >= first && iteration <= last);
  return runsOf(points).flatMap((run) => run.sort((a, b) => a.iteration - b.iteration).slice(-6));
}

/**
 * Names a window.
 * @example nameOfWindow({ first: 1950, last: 2000 }) // 'iterations 1950–2000'
 */
export function nameOfWindow({ first, last, lastSix }: Window): string {
  const iterations = `iterations ${first}–${last}`;
  return lastSix ? `the last six validations of each run (${iterations})` : iterations;
}

function runsOf<P extends Validation>(points: readonly P[]): P[][] {
  return [...groupBy(points, ({ rule, seed, run, curve, pair, from }) => JSON.stringify([rule, seed, run, curve, pair, from])).values()];
}
