import { inflateSync } from 'node:zlib';

/** Text of a PDF that pdfkit wrote: one string for each text object, read through the fonts' own character maps. */
export function textOfPdf(pdf: Buffer): string[] {
  const streams = streamsOf(pdf);
  const fonts = new Map<string, string[]>();
  const raw = pdf.toString('latin1');
  for (const [, name, id] of raw.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const map = new RegExp(`\\n${id} 0 obj\\n<<[^>]*/ToUnicode (\\d+) 0 R`).exec(raw);
    if (map) fonts.set(name!, charactersOf(streams.get(map[1]!)!));
  }
  const content = [...streams.values()].find((stream) => /^BT$/m.test(stream)) ?? '';
  return [...content.matchAll(/^BT\n\/(F\d+)([^]*?)^ET$/gm)].map(([, font, body]) =>
    [...body!.matchAll(/<([0-9a-f]{4})> Tj/g)].map(([, glyph]) => fonts.get(font!)![parseInt(glyph!, 16)]).join(''));
}

/** Every compressed stream by the number of its object. */
function streamsOf(pdf: Buffer): Map<string, string> {
  const streams = new Map<string, string>();
  const raw = pdf.toString('latin1');
  for (const found of raw.matchAll(/\n(\d+) 0 obj\n<<(?:(?!endobj)[^])*?>>\nstream\n/g)) {
    const start = found.index + found[0].length;
    const bytes = pdf.subarray(start, raw.indexOf('\nendstream', start));
    if (found[0].includes('/FlateDecode')) streams.set(found[1]!, inflateSync(bytes).toString('latin1'));
  }
  return streams;
}

/** The characters that a ToUnicode map gives, by number of glyph, from 0. */
function charactersOf(map: string): string[] {
  return [...map.matchAll(/beginbfrange([^]*?)endbfrange/g)].flatMap(([, ranges]) =>
    [...ranges!.matchAll(/\[([^\]]*)\]/g)].flatMap(([, list]) =>
      [...list!.matchAll(/<([0-9a-f]*)>/g)].map(([, code]) => String.fromCharCode(parseInt(code!, 16)))));
}
