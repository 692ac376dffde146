import { checkTargets, writeAll } from '../../node/render/write-all';
import { defaultWidthMm, figureFiles } from '../figure-files';
import { comparison } from './comparison';
import { drawnNumbers, formatDrawn } from './drawn-numbers';
import { finalTable } from './final-table';
import { publishedFor } from './published';
import { figure3cSpec } from './spec';
import { readStoredRuns } from './stored-runs';

/** What {@link drawFigure3c} reads and writes. */
export interface DrawOptions {
  /** Folder with `runs.csv` and, if it was stored with checksums, `manifest.json`. */
  from: string;
  /** Folder to write into; made if only its last part is missing. */
  out: string;
  /** Name of the files, without extension. */
  name: string;
  /** Width of the figure in mm, 60 to 400; panels are stacked below 130. Default 174. */
  widthMm?: number;
}

/**
 * Draws Figure 3C from stored runs: NAME.svg, .png (300 dpi), .pdf, .vl.json (the Vega-Lite specification) and .csv (the
 * numbers drawn). Beside runs of the same task and network stand the published ones, see {@link publishedFor}. Everything is
 * made before anything is written, and each file is replaced as a whole.
 *
 * @returns the table of final losses, accuracies and rates with the comparisons below it, and the paths of the files
 * @throws InputError if something cannot be read, is damaged or malformed, or cannot be written
 * @example
 * const { table, files } = await drawFigure3c({ from: 'data/figure3c', out: 'figures', name: 'figure3c' });
 */
export async function drawFigure3c(options: DrawOptions): Promise<{ table: string; files: string[] }> {
  const { from, out, name, widthMm = defaultWidthMm } = options;
  const runs = readStoredRuns(from);
  const published = publishedFor(from);
  const drawn = drawnNumbers(runs, published);
  const spec = figure3cSpec(drawn, widthMm);
  checkTargets(out, name, from);
  const files = writeAll(out, name, await figureFiles({ name, spec, widthMm, csv: formatDrawn(drawn) }));
  return { table: [finalTable(runs, published), comparison(runs, published)].filter((text) => text !== '').join('\n'), files };
}
