import { describe, expect, it } from 'vitest';
import { importsOf, parse, sources, type Source } from './support/sources';

/**
 * The floors of src, from the ground up: each room, and the rooms below it, of which alone its files may import.
 * The entries (src/*.ts) stand on top of them all.
 */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  // computes, and knows no platform
  core: [],
  // what a platform has: files, threads, signals
  node: ['core'],
  browser: ['core'],
  // charts of numbers, whatever they mean
  plot: ['core'],
  // what a trial computes
  record: ['plot', 'node', 'core'],
  // what a trial must compute
  cases: ['record', 'node', 'core'],
  studies: ['cases', 'record', 'plot', 'node', 'core'],
  // the same model on another's tensors
  tensorflow: ['node', 'core'],
  // who uses it
  notebook: ['studies', 'cases', 'record', 'plot', 'node', 'core'],
  cli: ['tensorflow', 'studies', 'cases', 'record', 'plot', 'node', 'core'],
};

/** Finds a file's room, the folder of src; undefined for an entry. */
function roomOf(path: string): string | undefined {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : undefined;
}

/** Finds imports against the arrows, as `file → module`. */
function wrongImports(source: Source): string[] {
  const from = roomOf(source.path);
  if (from === undefined) return [];
  const wrong = importsOf(source).filter((to) => roomOf(to) !== from && !FLOORS[from]!.includes(roomOf(to) ?? 'an entry'));
  return wrong.map((to) => `${source.path} → ${to}`);
}

describe('the rooms of src', () => {
  it('are those of the table, each above the rooms that it uses', () => {
    expect(new Set(sources.map(({ path }) => roomOf(path)))).toEqual(new Set([undefined, ...Object.keys(FLOORS)]));
    for (const [n, [room, below]] of Object.entries(FLOORS).entries()) {
      expect(Object.keys(FLOORS).slice(0, n), room).toEqual(expect.arrayContaining([...below]));
    }
  });

  it('import from rooms below them only', () => {
    expect(sources.flatMap(wrongImports)).toEqual([]);
  });

  it.each([
    ['node/lock.ts', "import { a } from '../studies/a';"],
    ['node/lock.ts', "import type { A } from '../studies/a';"],
    ['node/lock.ts', "export * from '../studies/a';"],
    ['node/lock.ts', "const a = await import('../studies/a');"],
    ['node/lock.ts', "const a = require('../studies/a');"],
    ['node/lock.ts', "let a: import('../studies/a').A;"],
    ['node/files/lock.ts', "import { a } from '../../studies/a';"],
    ['record/record.ts', "import { a } from '../index';"],
  ])('would be told of an import the other way: in %s, %s', (path, text) => {
    expect(wrongImports({ path, tree: parse(path, text) })).toHaveLength(1);
  });
});
