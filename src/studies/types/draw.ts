import { sixDigits } from '../../core/stats/six-digits';
import { formatRows } from '../../core/tables/format-rows';
import { finalWindow } from '../curves/final-window';
import { drawFigures, type DrawnFiles, type DrawOptions } from '../figure-files';
import { readTypes } from './folder';
import { typesResults, type TypesResult } from './numbers';
import { typesSpec } from './spec';
import { typesTable } from './table';

/**
 * Draws a study of cell types, see {@link drawFigures}: `types`, the final loss against their number, and Γ over training.
 * @returns the table for the terminal, and the paths of the files
 * @throws InputError if something cannot be read, is damaged or malformed, or cannot be written
 */
export async function drawTypes(options: DrawOptions): Promise<DrawnFiles> {
  const study = readTypes(options.from);
  const window = finalWindow(study.runs);
  const results = typesResults(study, window);
  const spec = (widthMm: number) => typesSpec(results, study.gamma, window, widthMm);
  const files = await drawFigures([{ name: 'types', spec, csv: formatResults(results) }], options);
  return { table: typesTable(results, window), files };
}

/** Writes the results as a table, a row for each rule and seed; less: the difference to MDGL of the same seed. */
function formatResults(results: readonly TypesResult[]): string {
  const mdgl = results.find(({ rule }) => rule === 'mdgl')!.losses;
  return formatRows(['rule', 'types', 'split', 'seed', 'loss', 'besideMdgl'], results.flatMap(({ rule, types, split, losses }) =>
    [...losses].map(([seed, loss]) =>
      ({ rule, types, split, seed, loss: sixDigits(loss), besideMdgl: sixDigits(loss - mdgl.get(seed)!) }))));
}
