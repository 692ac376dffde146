import { buffer } from 'node:stream/consumers';
import { fontFiles } from './fonts';

/**
 * Draws an SVG as a PDF of one page of the same size. Text stays text, its fonts are embedded, and the same SVG gives
 * the same bytes: the date in the file is fixed.
 * @param svg a complete document with a viewBox
 * @param widthMm the width of the page in mm
 * @param title what viewers show as the document's title
 * @throws Error if the SVG holds something that cannot be drawn
 * @example await renderPdf(await renderSvg(spec, 174), 174, 'Figure 3C')
 */
export async function renderPdf(svg: string, widthMm: number, title: string): Promise<Buffer> {
  const [{ default: PDFDocument }, { default: svgToPdf }] = await Promise.all([import('pdfkit'), import('svg-to-pdfkit')]);
  const [, pixelsWide, pixelsHigh] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!;
  const width = (widthMm / 25.4) * 72;
  const height = (width * Number(pixelsHigh)) / Number(pixelsWide);
  const info = { Title: title, CreationDate: new Date(0) };
  const document = new PDFDocument({ size: [width, height], margin: 0, info });
  const bytes = buffer(document);
  svgToPdf(document, svg, 0, 0, {
    width,
    height,
    fontCallback: (_family, bold) => (bold ? fontFiles.bold : fontFiles.regular),
    warningCallback: (message) => { throw new Error(`SVG to PDF: ${message}`); },
  });
  document.end();
  return bytes;
}
