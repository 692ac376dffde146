import { checkTargets, printFiles, writeAll } from '../node/render/write-all';
import { renderSvg } from '../plot/svg';
import type { Spec } from '../plot/theme';

/** Where a stored study is read and its figures are written. */
export interface DrawOptions {
  /** Folder of the study. */
  readonly from: string;
  /** Folder to write into; made if only its last part is missing. */
  readonly out: string;
  /** Width of the figures in mm, 60 to 400; panels are stacked below 130. Default 174. */
  readonly widthMm?: number;
}

/** What was drawn: a table for the terminal, and the paths of the files. */
export interface DrawnFiles {
  readonly table: string;
  readonly files: string[];
}

/** A figure before it is drawn. */
export interface Figure {
  /** Of its files, without extension. */
  readonly name: string;
  /** Draws it at a width, mm. */
  readonly spec: (widthMm: number) => Spec;
  /** The numbers drawn, as a table. */
  readonly csv: string;
  /** Further files, by extension. */
  readonly more?: Readonly<Record<string, string>>;
}

/**
 * Draws figures as NAME.svg, .png (300 dpi), .pdf, .vl.json (the Vega-Lite specification) and .csv (the numbers drawn), and writes what
 * there is besides. Everything is made before anything is written, and each file is replaced as a whole.
 * @returns the paths of the files
 * @throws InputError if the width is not allowed, or something cannot be written
 */
export async function drawFigures(figures: readonly Figure[], { from, out, widthMm = 174 }: DrawOptions): Promise<string[]> {
  const drawn = figures.map((figure) => ({ ...figure, spec: figure.spec(widthMm) }));
  for (const { name } of figures) checkTargets(out, name, from);
  const contents = await Promise.all(drawn.map(async ({ name, spec, csv, more }) => {
    const print = await printFiles(name, await renderSvg(spec, widthMm), widthMm);
    return { ...print, 'vl.json': `${JSON.stringify(spec, null, 1)}\n`, csv, ...more };
  }));
  return contents.flatMap((files, n) => writeAll(out, figures[n].name, files));
}
