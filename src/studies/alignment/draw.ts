import { resolve } from 'node:path';
import { InputError } from '../../core/errors';
import { drawFigures, type DrawnFiles, type DrawOptions } from '../figure-files';
import { readAlignment } from './folder';
import { alignmentNumbers, formatAlignment } from './numbers';
import { alignmentSpec } from './spec';
import { alignmentTable } from './table';
import { formatTypeSignals, typeSignalNumbers } from './type-signal-numbers';
import { typeSignalsSpec } from './type-signals-spec';

/**
 * Draws an alignment study, see {@link drawFigures}: `alignment` over training, and `type-signals`, what cell types say to one another.
 * @returns the table for the terminal, and the paths of the files
 * @throws InputError if something cannot be read, is damaged or malformed, or cannot be written
 * @example const { table, files } = await drawAlignment({ from: 'data/alignment', out: 'figures' });
 */
export async function drawAlignment(options: DrawOptions): Promise<DrawnFiles> {
  const { from, out } = options;
  if (resolve(out) === resolve(from)) {
    throw new InputError(`${out}: the figures' tables would write over the study's; allowed is another folder`);
  }
  const study = readAlignment(from);
  const curves = alignmentNumbers(study.tables.alignment);
  const matrices = typeSignalNumbers(study.tables.means);
  const files = await drawFigures([
    { name: 'alignment', spec: (widthMm) => alignmentSpec(curves, widthMm), csv: formatAlignment(curves) },
    { name: 'type-signals', spec: (widthMm) => typeSignalsSpec(matrices, widthMm), csv: formatTypeSignals(matrices) },
  ], options);
  return { table: alignmentTable(study), files };
}
