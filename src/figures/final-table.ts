import type { RunPoint } from '../runs-csv';
import { aligned } from './aligned';
import { stylesOf } from './colors';
import { groupBy, meanAndSd } from './curves';
import { finalMeans } from './final-means';
import type { PublishedPoint } from './published';

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

/** The window of the figure's last 50 iterations. */
const figure3c: Window = { first: 1950, last: 2000 };

/**
 * The window that the table is about: iterations 1950–2000; where the shortest run ends earlier, the last 50 iterations of
 * that run.
 *
 * @example finalWindow(runsOf500Iterations) // { first: 450, last: 500 }
 */
export function finalWindow(points: readonly RunPoint[]): Window {
  const runs = groupBy(points, ({ rule, seed }) => JSON.stringify([rule, seed]));
  const ends = [...runs.values()].map((run) => run.reduce((last, point) => Math.max(last, point.iteration), 0));
  const last = ends.reduce((least, end) => Math.min(least, end), figure3c.last);
  return { first: Math.max(0, last - (figure3c.last - figure3c.first)), last };
}

/**
 * Final loss, accuracy and firing rate of each rule: first the mean of every run over the window, then mean and sd
 * (n − 1) of these means over runs. Nothing is smoothed. A run without a validation in the window does not count.
 */
export function finalStatistics(points: readonly RunPoint[], window: Window): FinalStatistics[] {
  const over = (field: 'loss' | 'accuracy' | 'rateHz') => finalMeans(points, window, (point) => point[field]);
  const [loss, accuracy, rateHz] = [over('loss'), over('accuracy'), over('rateHz')];
  const spread = (means: typeof loss, rule: string) => meanAndSd([...means.get(rule)!.values()]);
  return [...stylesOf(loss.keys()).keys()].map((rule) => ({
    rule, runs: loss.get(rule)!.size, loss: spread(loss, rule), accuracy: spread(accuracy, rule), rateHz: spread(rateHz, rule),
  }));
}

/**
 * The table for the terminal: a line a rule, the published runs over the same iterations beside it.
 *
 * @param published none where they are of another task or network, see {@link publishedFor}
 * @returns lines ending in \n
 */
export function finalTable(points: readonly RunPoint[], published: readonly PublishedPoint[]): string {
  const window = finalWindow(points);
  const theirs = (['loss', 'accuracy'] as const).map((metric) => finalMeans(published, window, (point) => point[metric]));
  const isBeside = published.length > 0;
  const header = ['rule', 'runs', 'loss', 'accuracy', 'rate (Hz)', ...(isBeside ? ['published loss', 'published accuracy'] : [])];
  const rows = finalStatistics(points, window).map(({ rule, runs, loss, accuracy, rateHz }) => {
    const beside = theirs.map((means) => means.has(rule) ? shown(meanAndSd([...means.get(rule)!.values()]), 3) : '–');
    return [rule, String(runs), shown(loss, 3), shown(accuracy, 3), shown(rateHz, 1), ...(isBeside ? beside : [])];
  });
  const source = isBeside
    ? 'Published: Liu et al., PNAS 2021, five runs a rule, the same iterations.'
    : 'The published runs are left out: nothing says that these have the task and network of Figure 3C.';
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
