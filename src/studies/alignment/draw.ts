import { resolve } from 'node:path';
import { readAlignment } from './folder';
import { InputError } from '../../core/errors';
import { alignmentNumbers, formatAlignment } from './numbers';
import { alignmentSpec } from './spec';
import { alignmentTable } from './table';
import { defaultWidthMm } from '../figure3c/draw';
import { renderPdf } from '../../node/render/pdf';
import { renderPng } from '../../node/render/png';
import { renderSvg } from '../../plot/svg';
import type { Spec } from '../../plot/theme';
import { formatTypeSignals, typeSignalNumbers } from './type-signal-numbers';
import { typeSignalsSpec } from './type-signals-spec';
import { checkTargets, writeAll, type Contents } from '../../node/render/write-all';

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
 * @throws {InputError} if something cannot be read, is damaged or malformed, or cannot be written
 * @example
 * const { table, files } = await drawAlignment({ from: 'data/alignment', out: 'figures' });
 */
export async function drawAlignment({ from, out, widthMm = defaultWidthMm }: AlignmentOptions): Promise<{ table: string; files: string[] }> {
  if (resolve(out) === resolve(from)) throw new InputError(`${out}: the figures' tables would write over the study's; allowed is another folder`);
  checkTargets(out, figureNames.curves, from);
  const study = readAlignment(from);
  const curves = alignmentNumbers(study.tables.alignment);
  const matrices = typeSignalNumbers(study.tables.means);
  const drawn = [
    [figureNames.curves, await contentsOf(figureNames.curves, alignmentSpec(curves, widthMm), widthMm, formatAlignment(curves))],
    [figureNames.matrices, await contentsOf(figureNames.matrices, typeSignalsSpec(matrices, widthMm), widthMm, formatTypeSignals(matrices))],
  ] as const;
  const files: string[] = [];
  for (const [name, contents] of drawn) files.push(...writeAll(out, name, contents));
  return { table: alignmentTable(study), files };
}

async function contentsOf(name: string, spec: Spec, widthMm: number, csv: string): Promise<Contents> {
  const svg = await renderSvg(spec, widthMm);
  return { svg: `${svg}\n`, png: await renderPng(svg, widthMm), pdf: await renderPdf(svg, widthMm, name), 'vl.json': `${JSON.stringify(spec, null, 1)}\n`, csv };
}
