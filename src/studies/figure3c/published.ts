import { join } from 'node:path';
import { cell, parseTable } from '../../core/tables/runs-csv';
import { readBytes } from '../../node/files/read-bytes';
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
const publishedPath = join(packageFolder, 'data', 'published', 'figure3c-runs.csv');

/**
 * Reads the published runs.
 *
 * @throws InputError if the file cannot be read or lacks something, see {@link parseTable}
 * @example readPublished().length // 2915: of 15 runs one was validated every 20 iterations, the others every 10
 */
export function readPublished(path: string = publishedPath): PublishedPoint[] {
  const text = readBytes(path, 'allowed is a CSV file of published runs').toString('utf8');
  return parseTable(text, path, { rule: cell.text, run: cell.whole, iteration: cell.whole, loss: cell.positive, accuracy: cell.fraction });
}
