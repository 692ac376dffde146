import { join } from 'node:path';
import { mean } from 'simple-statistics';
import { readBytes } from '../../node/files/read-bytes';
import { cell, parseTable } from '../../core/tables/runs-csv';
import { groupBy, type Metric } from './curves';
import { smoothCurve, type Sample } from '../../core/stats/moving-mean';
import { packageFolder } from '../../node/package';

/** One validation of one of the authors' runs behind Figure 3C (Liu et al., PNAS 2021): loss in nats, accuracy as a fraction. */
export interface PublishedPoint {
  rule: string;
  /** 1 to 5. No seed was published: runs of the same number have nothing in common. */
  run: number;
  iteration: number;
  loss: number;
  accuracy: number;
}

/** Where the published runs lie in this package. */
export const publishedPath = join(packageFolder, 'data', 'published', 'figure3c-runs.csv');

/**
 * Reads the published runs.
 *
 * @throws {InputError} if the file cannot be read or lacks something, see {@link parseTable}
 * @example readPublished().length // 2915: of 15 runs one was validated every 20 iterations, the others every 10
 */
export function readPublished(path: string = publishedPath): PublishedPoint[] {
  const text = readBytes(path, 'allowed is a CSV file of published runs').toString('utf8');
  return parseTable(text, path, { rule: cell.text, run: cell.whole, iteration: cell.whole, loss: cell.positive, accuracy: cell.fraction });
}

/**
 * The published curve of each rule as the figure shows it: {@link smoothCurve} of the mean over the runs that were validated at
 * an iteration.
 *
 * @example publishedCurves(readPublished(), 'loss').get('mdgl') // 200 samples, iterations 0 … 1990
 */
export function publishedCurves(points: readonly PublishedPoint[], metric: Metric): Map<string, Sample[]> {
  const curves = [...groupBy(points, (point) => point.rule)].map(([rule, ofRule]) => {
    const byIteration = [...groupBy(ofRule, (point) => point.iteration)];
    return [rule, smoothCurve(byIteration.map(([iteration, runs]) => ({ iteration, value: mean(runs.map((run) => run[metric])) })))] as const;
  });
  return new Map(curves);
}
