/** The part of svg-to-pdfkit that pdf.ts uses; the package has no types of its own. */
declare module 'svg-to-pdfkit' {
  interface Options {
    width?: number;
    height?: number;
    /** A registered font's name or the path of a font file. */
    fontCallback?: (family: string, bold: boolean, italic: boolean) => string;
    warningCallback?: (message: string) => void;
  }
  function svgToPdf(document: PDFKit.PDFDocument, svg: string, x: number, y: number, options?: Options): void;
  export = svgToPdf;
}
