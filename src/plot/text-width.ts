import { fontFiles } from '../node/render/fonts';

let measure: PDFKit.PDFDocument | undefined;

/**
 * Width of a line of text in bold DejaVu Sans, from the font file of this package and so the same on every machine.
 *
 * @param size of the type, in any unit
 * @returns the width in the same unit
 * @example boldWidth('MDGL', 10) // 32.8
 */
export function boldWidth(text: string, size: number): number {
  const PDFDocument = require('pdfkit') as typeof import('pdfkit');
  measure ??= new PDFDocument({ autoFirstPage: false }).font(fontFiles.bold);
  return measure.fontSize(size).widthOfString(text);
}
