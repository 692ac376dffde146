import { renderPdf } from '../node/render/pdf';
import { renderPng } from '../node/render/png';
import type { Contents } from '../node/render/write-all';
import { renderSvg } from '../plot/svg';
import type { Spec } from '../plot/theme';

/** Width of a figure over two columns of a journal, mm. */
export const defaultWidthMm = 174;

/** A figure before it is drawn. */
export interface Figure {
  /** Of its files, without extension. */
  readonly name: string;
  readonly spec: Spec;
  readonly widthMm: number;
  /** The numbers drawn, as a table. */
  readonly csv: string;
}

/** Makes the files of a figure by extension: svg, png (300 dpi), pdf, vl.json (the Vega-Lite specification) and csv. */
export async function figureFiles({ name, spec, widthMm, csv }: Figure): Promise<Contents> {
  const svg = await renderSvg(spec, widthMm);
  return {
    svg: `${svg}\n`,
    png: await renderPng(svg, widthMm),
    pdf: await renderPdf(svg, widthMm, name),
    'vl.json': `${JSON.stringify(spec, null, 1)}\n`,
    csv,
  };
}
