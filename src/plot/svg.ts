import type { Spec } from './theme';

/**
 * Draws a Vega-Lite specification as SVG. Text stays text. The same specification gives the same string, every time.
 * @param spec with a fixed size
 * @param widthMm the width that the SVG declares, in mm; by default that of its own units, CSS pixels, 96 an inch
 * @returns a complete document without a final line end
 * @example (await renderSvg(spec, 174)).startsWith('<svg') // true
 */
export async function renderSvg(spec: Spec, widthMm?: number): Promise<string> {
  // Both are ES modules, and vega awaits at its top level: CommonJS can only import them so.
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const compiled = vegaLite.compile(spec).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: 'none' });
  try {
    return withRoot(shortNumbers(await view.toSVG()), widthMm, spec.description ?? '');
  } finally {
    view.finalize();
  }
}

/** Coordinates to a hundredth of a pixel, which no printer resolves: half the size. */
function shortNumbers(svg: string): string {
  const short = (number: string) => String(Number(Number(number).toFixed(2)));
  return svg.replace(/ (d|transform)="[^"]*"/g, (attribute) => attribute.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, short));
}

/** Declares the size in mm, where the viewBox keeps the pixels, and a text for those who cannot see the picture. */
function withRoot(svg: string, widthMm: number | undefined, description: string): string {
  return svg.replace(/width="([\d.]+)" height="([\d.]+)"/, (_, width: string, height: string) => {
    const declared = widthMm ?? Number(((Number(width) / 96) * 25.4).toFixed(3));
    const heightMm = Number(((declared * Number(height)) / Number(width)).toFixed(3));
    const label = description.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
    return `role="img" aria-label="${label}" width="${declared}mm" height="${heightMm}mm"`;
  });
}
