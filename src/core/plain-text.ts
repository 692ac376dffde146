import { InputError } from './errors';

/** The end of a line on any system. */
export const LINE_END = /\r\n|\r|\n/;

/**
 * Returns the text of a file as JSON and CSV need it: without the byte-order mark that Windows puts before UTF-8.
 * @param text read as UTF-8
 * @param name what messages call it
 * @throws InputError naming the line where it is not UTF-8, and the cure
 */
export function plainText(text: string, name: string): string {
  const strange = /[\0\ufffd]/.exec(text);
  if (!strange) return text.replace(/^\ufeff/, '');
  const encoding = text.includes('\0') ? 'UTF-16 or no text' : 'no UTF-8';
  throw new InputError(`${name}: line ${lineAndColumn(text, strange.index).line} is ${encoding}; save it as UTF-8`);
}

/** Counts line and column of a character, from 1 on as an editor counts them. */
export function lineAndColumn(text: string, index: number): { line: number; column: number } {
  const lines = text.slice(0, index).split(LINE_END);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
