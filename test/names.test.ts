import { expect, it } from 'vitest';
import { exportsOf, sources } from './support/sources';

it('no name is exported by two files of src, so that each means one thing', () => {
  const filesOf = new Map<string, string[]>();
  // The kernel is a language of its own; its functions are the reference engine's, line by line, and have their names.
  for (const source of sources.filter(({ path }) => !path.startsWith('core/engine/kernel/'))) {
    for (const name of exportsOf(source)) filesOf.set(name, [...filesOf.get(name) ?? [], source.path]);
  }
  expect(filesOf.size).toBeGreaterThan(300);
  expect([...filesOf].filter(([, files]) => files.length > 1)).toEqual([]);
});
