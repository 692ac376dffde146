import { describe, expect, test } from 'vitest';
import { compile } from '../../site-src/notebooks/kernel/compile';

/** Runs cells one after the other, as the page's kernel does; returns the results of their last expressions. */
async function run(cells: readonly string[], modules: Record<string, Record<string, unknown>> = {}): Promise<unknown[]> {
  const scope: Record<string, unknown> = {};
  const results: unknown[] = [];
  const load = async (from: string, wanted?: string[]) =>
    wanted?.map((name) => name === '*' ? modules[from] : modules[from][name]) ?? modules[from];
  for (const cell of cells) {
    const { code, names } = compile(cell);
    for (const name of names) if (!Object.hasOwn(scope, name)) scope[name] = undefined;
    const body = new Function('scope', 'load', 'result', `with (scope) { return async () => { 'use strict'; ${code}\n}; }`);
    await body(scope, load, (value: unknown) => { if (value !== undefined) results.push(value); })();
  }
  return results;
}

describe('a cell on a page', () => {
  test('shares what it declares with later cells, of whatever form', async () => {
    const [first, second] = await run([
      'const [a, { b: [c = 2], ...rest }]: any = [1, { b: [], d: 4 }], e = 5; let f; class G<T> { x = 6; }\nenum H { one = 7 }',
      '[a, c, rest.d, e, f, new G().x, H.one]',
      'a + e // the last',
    ]);
    expect(first).toEqual([1, 2, 4, 5, undefined, 6, 7]);
    expect(second).toBe(6);
  });

  test('may declare anew what an earlier one has as a constant, and a function then calls the new one', async () => {
    expect(await run([
      'const a = 1; function f(): number { return a; }\nfunction g() { return f(); }', 'g()',
      'const a = 2;', 'g()',
      'function f() { return 3; }', 'g()',
    ])).toEqual([1, 2, 3]);
  });

  test('calls functions above where they stand, and itself', async () => {
    expect(await run(['const f = factorial(4); function factorial(n: number): number { return n < 2 ? 1 : n * factorial(n - 1); }', 'f']))
      .toEqual([24]);
    expect(await run(['const x = twice(2); function twice(n: number) { return 2 * n; }', 'x'])).toEqual([4]);
  });

  test('awaits at its top, in loops too', async () => {
    expect(await run([
      'async function* count() { for (let n = 0; n < 3; n++) yield n; }\nlet sum = await 1;',
      'for await (const n of count()) { const twice = 2 * n; sum += twice; }',
      'sum',
    ])).toEqual([7]);
  });

  test('imports names, types aside', async () => {
    const modules = { mdgl: { a: 1, b: 2 } };
    expect(await run([
      'import { a, b as c, type D } from \'mdgl\';\nimport * as all from \'mdgl\';\nconst e = (await import(\'mdgl\')).b;',
      '[a, c, all.a, e]',
    ], modules)).toEqual([[1, 2, 1, 2]]);
  });

  test('does not make a name by a mistyped assignment', async () => {
    await expect(run(['const total = 1;', 'totl = 2;'])).rejects.toThrow(ReferenceError);
  });

  test('refuses what is no code, with its place', () => {
    expect(() => compile('const = 1;')).toThrow(/1:7/);
  });
});
