import { boldWidth } from '../../src/plot/text-width';

/** A text of an SVG by vega, with the box that it takes, in pixels. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Every text of an SVG by vega, where it is: groups and texts are moved, and texts turned by −90° or not at all. All are taken to be
 * bold, which is wider.
 */
export function placedTexts(svg: string): PlacedText[] {
  const texts: PlacedText[] = [];
  const moves: [number, number][] = [[0, 0]];
  for (const [, name, attributes, text] of svg.matchAll(/<(\/?[a-z]+)([^>]*)>([^<]*)/g)) {
    const [, dx, dy] = /transform="translate\(([-\d.]+),([-\d.]+)\)/.exec(attributes!) ?? ['', '0', '0'];
    const [x, y] = [moves.at(-1)![0] + Number(dx), moves.at(-1)![1] + Number(dy)];
    if (name === 'g') moves.push([x, y]);
    if (name === '/g') moves.pop();
    if (name === 'text') texts.push({ text: text!, ...boxOf(text!, attributes!, x, y) });
  }
  return texts;
}

function boxOf(text: string, attributes: string, x: number, y: number): Omit<PlacedText, 'text'> {
  const size = Number(/font-size="([\d.]+)px"/.exec(attributes)![1]);
  const length = boldWidth(text, size);
  const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start';
  const before = { start: 0, middle: length / 2, end: length }[anchor]!;
  const [above, below] = [0.75 * size, 0.2 * size];
  return attributes.includes('rotate(-90)')
    ? { left: x - above, right: x + below, top: y - length + before, bottom: y + before }
    : { left: x - before, right: x + length - before, top: y - above, bottom: y + below };
}

/** The first two texts that overlap, in words; undefined where none do. */
export function overlap(texts: readonly PlacedText[]): string | undefined {
  for (const [n, a] of texts.entries()) {
    const b = texts
      .slice(n + 1)
      .find((other) => a.left < other.right && other.left < a.right && a.top < other.bottom && other.top < a.bottom);
    if (b) return `${a.text} and ${b.text}`;
  }
  return undefined;
}

/** The first text that is not wholly inside the picture; undefined where all are. */
export function cutOff(svg: string): string | undefined {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!;
  return placedTexts(svg).find(({ left, right, top, bottom }) => left < 0 || top < 0 || right > Number(width) || bottom > Number(height))
    ?.text;
}
