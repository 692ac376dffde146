import { fontFiles } from './fonts';

/**
 * Draws an SVG as PNG on white, with the fonts of this package.
 * @param svg a complete document
 * @param widthMm the width in print, mm
 * @param dotsPerInch pixels an inch: 300 for print
 * @example await renderPng(await renderSvg(spec, 174), 174) // 2055 pixels wide
 */
export async function renderPng(svg: string, widthMm: number, dotsPerInch = 300): Promise<Buffer> {
  const { Resvg } = await import('@resvg/resvg-js');
  const picture = new Resvg(svg, {
    background: 'white',
    fitTo: { mode: 'width', value: Math.round((widthMm / 25.4) * dotsPerInch) },
    font: { fontFiles: Object.values(fontFiles), loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  });
  return picture.render().asPng();
}
