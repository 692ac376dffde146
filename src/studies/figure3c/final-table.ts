import { meanAndSd } from '../../core/stats/mean-and-sd';
import { aligned } from '../../core/tables/aligned';
import type { RunPoint } from '../../core/tables/runs-csv';
import type { Task } from '../../core/tasks/task';
import { finalMeans, finalStatistics } from '../curves/final-means';
import { finalWindow, nameOfWindow } from '../curves/final-window';
import { shownSpread } from '../curves/in-words';
import { metrics } from '../curves/metric';
import type { PublishedPoint } from './published';

/**
 * Writes the table for the terminal: a line a rule, the published runs over the same iterations beside it.
 * @param published none where they are of another task or network, see {@link publishedFor}
 * @param task another one than Figure 3C's, whose source reports something else
 * @returns lines ending in \n
 */
export function finalTable(
  points: readonly RunPoint[], published: readonly PublishedPoint[], task?: Task, window = finalWindow(points),
): string {
  const theirs = metrics.map((metric) => finalMeans(published, window, (point) => point[metric]));
  const isBeside = published.length > 0 && !window.lastSix;
  const header = ['rule', 'runs', 'loss', 'accuracy', 'rate (Hz)', ...(isBeside ? ['published loss', 'published accuracy'] : [])];
  const rows = finalStatistics(points, window).map(({ rule, runs, loss, accuracy, rateHz }) => {
    const beside = theirs.map((means) => shownSpread(means.has(rule) ? meanAndSd([...means.get(rule)!.values()]) : null));
    return [rule, String(runs), shownSpread(loss), shownSpread(accuracy), shownSpread(rateHz, 1), ...(isBeside ? beside : [])];
  });
  const others = published.length > 0
    ? 'these have too few validations for the same iterations'
    : 'nothing says that these have the task and network of Figure 3C';
  const reported = task?.reported === undefined ? undefined : `Reported by ${task.source}: ${task.reported}.`;
  const source = isBeside
    ? 'Published: Liu et al., PNAS 2021, five runs a rule, the same iterations.'
    : reported ?? `The published runs are left out: ${others}.`;
  const name = nameOfWindow(window).replace(/^./, (letter) => letter.toUpperCase());
  return [`${name}: mean ± sd (n − 1) of the runs' means.`, '', ...aligned([header, ...rows]), '', source, ''].join('\n');
}
