import { mean } from 'simple-statistics';
import type { RunPoint } from '../runs-csv';
import { stylesOf } from './colors';
import { groupBy, meanAndSd } from './curves';
import { publishedFinal } from './published';

/** Iterations, first and last inclusive. */
export interface Window {
  first: number;
  last: number;
}

/** Mean and sd (n − 1, null for one run) of the runs' own means over a window of iterations. */
export interface FinalStatistics {
  rule: string;
  runs: number;
  loss: Spread;
  accuracy: Spread;
  rateHz: Spread;
}

interface Spread {
  mean: number;
  sd: number | null;
}

const published: Window = { first: 1950, last: 2000 };

/**
 * The window that the table is about: iterations 1950–2000, as for the published runs; where the shortest run ends
 * earlier, the last 50 iterations of that run.
 *
 * @example finalWindow(runsOf500Iterations) // { first: 450, last: 500 }
 */
export function finalWindow(points: readonly RunPoint[]): Window {
  const runs = groupBy(points, runOf);
  const ends = [...runs.values()].map((run) => run.reduce((last, point) => Math.max(last, point.iteration), 0));
  const last = ends.reduce((least, end) => Math.min(least, end), published.last);
  return { first: Math.max(0, last - (published.last - published.first)), last };
}

/**
 * Final loss, accuracy and firing rate of each rule: first the mean of every run over the window, then mean and sd
 * (n − 1) of these means over runs. Nothing is smoothed. A run without a validation in the window does not count.
 */
export function finalStatistics(points: readonly RunPoint[], { first, last }: Window): FinalStatistics[] {
  const inWindow = points.filter(({ iteration }) => iteration >= first && iteration <= last);
  const byRule = groupBy(inWindow, (point) => point.rule);
  return [...stylesOf(byRule.keys()).keys()].map((rule) => {
    const runs = [...groupBy(byRule.get(rule)!, runOf).values()];
    const over = (field: 'loss' | 'accuracy' | 'rateHz') =>
      meanAndSd(runs.map((run) => mean(run.map((point) => point[field]))));
    return { rule, runs: runs.length, loss: over('loss'), accuracy: over('accuracy'), rateHz: over('rateHz') };
  });
}

function runOf(point: RunPoint): string {
  return JSON.stringify([point.rule, point.seed]);
}

/**
 * The table for the terminal: a line a rule, the published values beside it where they are over the same iterations.
 *
 * @returns lines ending in \n
 */
export function finalTable(points: readonly RunPoint[]): string {
  const window = finalWindow(points);
  const statistics = finalStatistics(points, window);
  const comparable = window.last === published.last;
  const header = ['rule', 'runs', 'loss', 'accuracy', 'rate (Hz)', ...(comparable ? ['published loss', 'published accuracy'] : [])];
  const rows = statistics.map(({ rule, runs, loss, accuracy, rateHz }) => {
    const theirs = publishedFinal[rule];
    const beside = theirs ? [shown(theirs.loss, 3), shown(theirs.accuracy, 3)] : ['–', '–'];
    return [rule, String(runs), shown(loss, 3), shown(accuracy, 3), shown(rateHz, 1), ...(comparable ? beside : [])];
  });
  const source = comparable
    ? 'Published: Liu et al., PNAS 2021, five runs a rule, the same iterations.'
    : `The published values are over iterations ${published.first}–${published.last}; these runs are shorter, so they are left out.`;
  return [
    `Iterations ${window.first}–${window.last}: mean ± sd (n − 1) of the runs' means.`,
    '',
    ...aligned([header, ...rows]),
    '',
    source,
    '',
  ].join('\n');
}

function shown({ mean: middle, sd }: Spread, digits: number): string {
  return sd === null ? middle.toFixed(digits) : `${middle.toFixed(digits)} ± ${sd.toFixed(digits)}`;
}

/** Cells padded to columns two spaces apart. */
function aligned(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column]!)).join('  ').trimEnd());
}
