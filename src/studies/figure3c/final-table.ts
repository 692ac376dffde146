import { meanAndSd } from '../../core/stats/mean-and-sd';
import { aligned } from '../../core/tables/aligned';
import type { RunPoint } from '../../core/tables/runs-csv';
import { stylesOf } from '../../plot/colors';
import { finalMeans } from './final-means';
import { finalWindow, nameOfWindow, type Window } from './final-window';
import type { PublishedPoint } from './published';

/** Mean and sd (n − 1, null for one run) of the runs' own means over a window of iterations. */
interface FinalStatistics {
  rule: string;
  runs: number;
  loss: Spread;
  /** Null if the task has none. */
  accuracy: Spread | null;
  rateHz: Spread;
}

interface Spread {
  mean: number;
  sd: number | null;
}

/**
 * Computes the final loss, accuracy and firing rate of each rule: first the mean of every run over the window, then mean and sd
 * (n − 1) of these means over runs. Nothing is smoothed. A run without a validation in the window does not count.
 */
export function finalStatistics(points: readonly RunPoint[], window: Window): FinalStatistics[] {
  const over = (field: 'loss' | 'accuracy' | 'rateHz') => finalMeans(points, window, (point) => point[field]);
  const [loss, accuracy, rateHz] = [over('loss'), over('accuracy'), over('rateHz')];
  const spread = (means: typeof loss, rule: string) => meanAndSd([...means.get(rule)!.values()]);
  const accuracyOf = (rule: string) => accuracy.get(rule)!.size > 0 ? spread(accuracy, rule) : null;
  return [...stylesOf(loss.keys()).keys()].map((rule) => ({
    rule, runs: loss.get(rule)!.size, loss: spread(loss, rule), accuracy: accuracyOf(rule), rateHz: spread(rateHz, rule),
  }));
}

/**
 * Writes the table for the terminal: a line a rule, the published runs over the same iterations beside it.
 *
 * @param published none where they are of another task or network, see {@link publishedFor}
 * @returns lines ending in \n
 */
export function finalTable(points: readonly RunPoint[], published: readonly PublishedPoint[]): string {
  const window = finalWindow(points);
  const theirs = (['loss', 'accuracy'] as const).map((metric) => finalMeans(published, window, (point) => point[metric]));
  const isBeside = published.length > 0 && !window.lastSix;
  const header = ['rule', 'runs', 'loss', 'accuracy', 'rate (Hz)', ...(isBeside ? ['published loss', 'published accuracy'] : [])];
  const rows = finalStatistics(points, window).map(({ rule, runs, loss, accuracy, rateHz }) => {
    const beside = theirs.map((means) => means.has(rule) ? shown(meanAndSd([...means.get(rule)!.values()]), 3) : '–');
    return [rule, String(runs), shown(loss, 3), accuracy ? shown(accuracy, 3) : '–', shown(rateHz, 1), ...(isBeside ? beside : [])];
  });
  const others =
    published.length > 0
      ? 'these have too few validations for the same iterations'
      : 'nothing says that these have the task and network of Figure 3C';
  const source = isBeside
    ? 'Published: Liu et al., PNAS 2021, five runs a rule, the same iterations.'
    : `The published runs are left out: ${others}.`;
  return [
    `${capital(nameOfWindow(window))}: mean ± sd (n − 1) of the runs' means.`,
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

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
