import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a file of the package says to its readers: the text of a Markdown file, or the text cells of a notebook. */
export function proseOf(path: string): string {
  const text = readFileSync(join(__dirname, '..', '..', path), 'utf8');
  if (!path.endsWith('.ipynb')) return text;
  const { cells }: { cells: { cell_type: string; source: string[] }[] } = JSON.parse(text);
  return cells.filter((cell) => cell.cell_type === 'markdown').map((cell) => cell.source.join('')).join('\n');
}
