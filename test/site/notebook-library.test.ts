import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Lists the values that a module exports by `export { … }`. */
function exportedBy(file: string): string[] {
  const lists = [...readFileSync(file, 'utf8').matchAll(/^export \{([^}]*)\}/gm)].map(([, list]) => list);
  return lists.join(',').split(',').map((name) => name.trim()).filter((name) => name && !name.startsWith('type '));
}

test('a page\'s notebooks may import all that mdgl has, but what draws or writes files', () => {
  const onPage = exportedBy('site-src/notebooks/kernel/library.ts');
  const missing = exportedBy('src/index.ts').filter((name) => !onPage.includes(name));
  expect(missing.filter((name) => !/^(draw|render|write)[A-Z]/.test(name))).toEqual([]);
  expect(onPage).toContain('readStoredRuns');
});
