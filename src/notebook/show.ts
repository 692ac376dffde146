import { renderPng } from '../node/render/png';
import { renderSvg } from '../plot/svg';
import type { Spec } from '../plot/theme';
import { writeOutput, type MimeBundle } from './kernel';

/** JupyterLab's own renderer of Vega-Lite 5; it knows no later version. */
const VEGA_LITE = 'application/vnd.vegalite.v5+json';
/** Pixels an inch of the static picture: one and a half for each of the chart's. */
const dotsPerInch = 144;
const EMPTY_PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNgYAAAAAMAASsJTYQAAAAASUVORK5CYII=';

/**
 * Shows a chart below the cell: interactive in JupyterLab, and a static picture of it where Vega does not run (GitHub, nbviewer).
 * Both are one output.
 * @param spec Vega-Lite, features of 5.6
 * @throws InputError outside a notebook
 * @example await show(figure3cSpec(drawnNumbers(readStoredRuns('data/figure3c'), publishedFor('data/figure3c')), 174));
 */
export async function show(spec: Spec): Promise<void> {
  const { data, metadata } = await withPicture(spec);
  writeOutput(data, { metadata });
}

/**
 * Bundles the chart alone, quickly: for one that grows. Instead of its static picture one empty pixel: to an output without a picture
 * JupyterLab adds its own, which it makes in the page and then draws the chart again, three times the work.
 */
export function chartOnly(spec: Spec): MimeBundle {
  return { [VEGA_LITE]: spec, 'image/png': EMPTY_PNG, 'text/plain': String(spec.description ?? 'a chart') };
}

/** Bundles the chart and its static picture. */
export async function withPicture(spec: Spec): Promise<{ data: MimeBundle; metadata: MimeBundle }> {
  const svg = await renderSvg(spec);
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
  const png = await renderPng(svg, (width / 96) * 25.4, dotsPerInch);
  return {
    data: { ...chartOnly(spec), 'image/png': png.toString('base64') },
    metadata: { 'image/png': { width: Math.round(width), height: Math.round(height) } },
  };
}
