import { resolve } from 'node:path';
import { InputError } from '../../core/errors';
import { checkTargets, writeAll } from '../../node/render/write-all';
import { defaultWidthMm, figureFiles } from '../figure-files';
import { readAlignment } from './folder';
import { alignmentNumbers, formatAlignment } from './numbers';
import { alignmentSpec } from './spec';
import { alignmentTable } from './table';
import { formatTypeSignals, typeSignalNumbers } from './type-signal-numbers';
import { typeSignalsSpec } from './type-signals-spec';

/** What {@link drawAlignment} reads and writes. */
interface AlignmentOptions {
  /** Folder of a finished study. */
  from: string;
  /** Folder to write into, another one; made if only its last part is missing. */
  out: string;
  /** Width of the figures in mm, 60 to 400. Default 174. */
  widthMm?: number;
}

/** The figures: alignment over training, and what cell types say to one another. */
const figureNames = { curves: 'alignment', matrices: 'type-signals' };

/**
 * Draws an alignment study: alignment.svg, .png (300 dpi), .pdf, .vl.json (the Vega-Lite specification) and .csv (the numbers
 * drawn), and type-signals likewise.
 * Everything is made before anything is written, and each file is replaced as a whole.
 *
 * @returns the table for the terminal, and the paths of the files
 * @throws InputError if something cannot be read, is damaged or malformed, or cannot be written
 * @example
 * const { table, files } = await drawAlignment({ from: 'data/alignment', out: 'figures' });
 */
export async function drawAlignment(options: AlignmentOptions): Promise<{ table: string; files: string[] }> {
  const { from, out, widthMm = defaultWidthMm } = options;
  if (resolve(out) === resolve(from)) {
    throw new InputError(`${out}: the figures' tables would write over the study's; allowed is another folder`);
  }
  checkTargets(out, figureNames.curves, from);
  const study = readAlignment(from);
  const curves = alignmentNumbers(study.tables.alignment);
  const matrices = typeSignalNumbers(study.tables.means);
  const figures = [
    { name: figureNames.curves, spec: alignmentSpec(curves, widthMm), widthMm, csv: formatAlignment(curves) },
    { name: figureNames.matrices, spec: typeSignalsSpec(matrices, widthMm), widthMm, csv: formatTypeSignals(matrices) },
  ];
  const contents = await Promise.all(figures.map(figureFiles));
  return { table: alignmentTable(study), files: contents.flatMap((files, n) => writeAll(out, figures[n].name, files)) };
}
