import { boldWidth } from './text-width';

/** Breaks a text into lines that fit, parted at spaces, but for those of a factor; a word that is longer than a line stands alone. */
export function wrapped(text: string, width: number, fontSize: number): string[] {
  return text.split(/(?<!×) (?!×)/).reduce<string[]>((lines, word) => {
    const longer = lines.length > 0 ? `${lines.at(-1)!} ${word}` : word;
    return lines.length === 0 || boldWidth(longer, fontSize) <= width ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
}
