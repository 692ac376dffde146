import { expect, it } from 'vitest';
import { scoresOf, survivorsOf, tableOf } from '../../tools/lib/mutant-report.mjs';

const mutant = (status: string, line: number, from: number, to: number, replacement: string) =>
  ({ status, replacement, location: { start: { line, column: from }, end: { line, column: to } } });
const files = {
  'src/core/rules/a.ts': {
    source: 'const x = a + b;\nconst y = c;\n',
    mutants: [mutant('Killed', 1, 11, 16, 'a - b'), mutant('Survived', 2, 11, 12, 'd'), mutant('CompileError', 1, 1, 2, '')],
  },
  'src/core/network/b.ts': {
    source: 'f(\n  1);\n',
    mutants: [
      mutant('Timeout', 1, 1, 2, 'g'),
      { ...mutant('NoCoverage', 1, 1, 0, 'f()'), location: { start: { line: 1, column: 1 }, end: { line: 2, column: 5 } } },
    ],
  },
};

it('a score is the share of mutants that a test notices, in each folder and in all', () => {
  expect(scoresOf(files)).toEqual([
    { part: 'src/core/network', all: 2, noticed: 1, survived: 0, uncovered: 1 },
    { part: 'src/core/rules', all: 2, noticed: 1, survived: 1, uncovered: 0 },
    { part: 'all', all: 4, noticed: 2, survived: 1, uncovered: 1 },
  ]);
  expect(tableOf(scoresOf(files)).split('\n').at(-1)).toMatch(/^all +4 +2 +1 +1 +50\.0 %$/);
});

it('a survivor is named by its place, what stood there and what stands there now', () => {
  expect(survivorsOf(files)).toEqual(['src/core/rules/a.ts:2:11 c → d', 'src/core/network/b.ts:1:1 (not reached) f( 1) → f()']);
});
