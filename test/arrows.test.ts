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

/** The rooms of studies, and those of which their files may import: one study knows nothing of another. */
const STUDIES: Readonly<Record<string, readonly string[]>> = {
  // what every study says of learning curves
  curves: [],
  // losses that the neighbours' programs published
  peers: [],
  // a rule's Γ beside that of MDGLbca
  gamma: [],
  // how runs are trained, whatever the study
  jobs: ['curves'],
  figure3c: ['curves', 'jobs'],
  alignment: ['curves', 'gamma', 'jobs'],
  types: ['curves', 'gamma', 'jobs'],
  knockout: ['curves', 'jobs'],
};

/** Names the conditions under which the studies train, and so knows their folders. */
const CONDITION = 'studies/jobs/condition.ts';

/** Finds imports of one study's room by another's. */
function wrongInStudies(source: Source): string[] {
  const roomIn = (path: string) => /^studies\/([^/]+)\//.exec(path)?.[1];
  const from = roomIn(source.path);
  if (from === undefined || source.path === CONDITION) return [];
  const wrong = importsOf(source).filter((to) => roomIn(to) !== undefined && roomIn(to) !== from && !STUDIES[from]!.includes(roomIn(to)!));
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

describe('the studies', () => {
  it('are those of the table, and know nothing of one another', () => {
    const rooms = sources.flatMap(({ path }) => /^studies\/([^/]+)\//.exec(path)?.slice(1) ?? []);
    expect(new Set(rooms)).toEqual(new Set(Object.keys(STUDIES)));
    expect(sources.flatMap(wrongInStudies)).toEqual([]);
  });

  it.each([
    ['studies/figure3c/spec.ts', "import { a } from '../knockout/a';"],
    ['studies/alignment/spec.ts', "import type { A } from '../figure3c/a';"],
    ['studies/curves/metric.ts', "import { a } from '../jobs/a';"],
  ])('would be told of it: in %s, %s', (path, text) => {
    expect(wrongInStudies({ path, tree: parse(path, text) })).toHaveLength(1);
  });
});
