import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../errors';
import { cell, parseTable } from '../runs-csv';
import { groupBy, type Metric } from './curves';
import { smoothCurve, type Sample } from './moving-mean';

/** Mean of the authors' runs of a rule at one iteration: loss in nats, accuracy as a fraction. */
export interface PublishedPoint {
  rule: string;
  iteration: number;
  loss: number;
  accuracy: number;
}

/** Where the summary of the published runs lies in this package. */
export const publishedPath = join(__dirname, '..', '..', 'data', 'published', 'figure3c-summary.csv');

/**
 * Reads the summary of the published runs: columns rule, iteration, loss_mean, accuracy_mean.
 *
 * @throws {InputError} if the file cannot be read or lacks something, see {@link parseTable}
 * @example readPublished()[0] // { rule: 'bptt', iteration: 0, loss: 0.69317, accuracy: 0.50937 }
 */
export function readPublished(path: string = publishedPath): PublishedPoint[] {
  const columns = { rule: cell.text, iteration: cell.whole, loss_mean: cell.positive, accuracy_mean: cell.fraction };
  return parseTable(readText(path), path, columns).map(({ rule, iteration, loss_mean: loss, accuracy_mean: accuracy }) => ({
    rule, iteration, loss, accuracy,
  }));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code}); allowed is a CSV file of published curves`);
  }
}

/**
 * The published curve of each rule as the figure shows it: {@link smoothCurve} of the mean over the runs.
 *
 * @example publishedCurves(readPublished(), 'loss').get('mdgl') // 200 samples, iterations 0 … 1990
 */
export function publishedCurves(points: readonly PublishedPoint[], metric: Metric): Map<string, Sample[]> {
  const curves = [...groupBy(points, (point) => point.rule)].map(([rule, ofRule]) => {
    const samples = ofRule.map((point) => ({ iteration: point.iteration, value: point[metric] }));
    return [rule, smoothCurve(samples)] as const;
  });
  return new Map(curves);
}

/**
 * Mean ± sd (n − 1) of the published runs' means over iterations 1950–2000, five runs a rule, computed from the authors'
 * stored runs (Liu et al., PNAS 2021). They are constants because the summary in data/published does not hold single
 * runs: one BPTT run was recorded every 20 iterations, so that its mean over the rows is 0.074, not 0.072.
 */
export const publishedFinal: Readonly<Record<string, Record<Metric, { mean: number; sd: number }>>> = {
  bptt: { loss: { mean: 0.072, sd: 0.024 }, accuracy: { mean: 0.982, sd: 0.007 } },
  mdgl: { loss: { mean: 0.241, sd: 0.04 }, accuracy: { mean: 0.904, sd: 0.027 } },
  'e-prop': { loss: { mean: 0.492, sd: 0.108 }, accuracy: { mean: 0.755, sd: 0.102 } },
};
