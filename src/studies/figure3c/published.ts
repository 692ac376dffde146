import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { presets } from '../../core/settings';
import { cell, parseTable } from '../../core/tables/runs-csv';
import { readBytes } from '../../node/files/read-bytes';
import { packageFolder } from '../../node/package';
import { readRunsManifest } from './stored-runs';

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
 * @throws InputError if the file cannot be read or lacks something, see {@link parseTable}
 * @example readPublished().length // 2915: of 15 runs one was validated every 20 iterations, the others every 10
 */
export function readPublished(path: string = publishedPath): PublishedPoint[] {
  const text = readBytes(path, 'allowed is a CSV file of published runs').toString('utf8');
  return parseTable(text, path, { rule: cell.text, run: cell.whole, iteration: cell.whole, loss: cell.positive, accuracy: cell.fraction });
}

/**
 * Finds the published runs that may stand beside the runs of a folder: all if its manifest.json says that their task and network are
 * those of Figure 3C, else none. Training may differ: it is what runs are compared for.
 * @throws InputError if the manifest is not JSON
 * @example publishedFor('data/figure3c').length // 2915
 */
export function publishedFor(folder: string): PublishedPoint[] {
  const settings = readRunsManifest(folder)?.settings;
  const { task, network } = presets.figure3c;
  const isFigure3c = isDeepStrictEqual({ task: settings?.task, network: settings?.network }, { task, network });
  return isFigure3c ? readPublished() : [];
}
