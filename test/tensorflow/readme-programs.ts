import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The TypeScript programs of the readme, in their order. */
export function readmePrograms(): string[] {
  const text = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
  return [...text.matchAll(/^```ts\r?\n([^]*?)^```/gm)].map(([, program]) => program);
}
