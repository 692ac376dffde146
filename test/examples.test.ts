import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as mdgl from '../src';

const SOURCES = join(__dirname, '..', 'src');

/** Examples that need stored runs, or settings of the reader's. These have tests of their own. */
const ELSEWHERE = /\breadStoredRuns\b|\bsettings\b(?!\()/;

/** Examples in comments of the form `expression // value`. */
const examples = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('kernel'))
  .flatMap((file) => [...readFileSync(join(SOURCES, file), 'utf8').matchAll(/@example\s+(?:\* )?(.+?) \/\/ (.+)/g)]
    .map(([, expression, value]) => ({ file, expression, value: valueOf(value) })))
  .filter(({ expression, value }) => value !== undefined && !ELSEWHERE.test(expression));

/** The value, without a word before it and words behind; undefined if there is none. */
function valueOf(text: string): unknown {
  const [literal] = /^(\[.*\]|\{.*\}|'[^']*'|-?[\d.]+(?=$|[,:])|true|false)/.exec(text.replace(/^\w+Array /, '')) ?? [];
  try {
    return literal && new Function(`return (${literal})`)();
  } catch {
    return undefined;
  }
}

function run(expression: string, scope: object): Promise<unknown> {
  return new Function(...Object.keys(scope), `return (async () => ${expression})()`)(...Object.values(scope));
}

/** Typed arrays as lists, numbers to three digits. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, part) => {
    if (ArrayBuffer.isView(part)) return Array.from(part as Float64Array);
    return typeof part === 'number' ? Number(part.toPrecision(3)) : part;
  }));
}

describe('the examples in the documentation are true:', () => {
  it.for(examples)('$file: $expression', async ({ file, expression, value }, { skip }) => {
    const known = { ...mdgl, ...await import(join(SOURCES, file)) };
    expect(known).toHaveProperty(/^\(?(?:await )?(\w+)/.exec(expression)![1]);
    // other unknown names are the reader's: their runs, their figure
    const result = await run(expression, known).catch((error) => {
      if (error instanceof ReferenceError) skip(error.message);
      throw error;
    });
    expect(plain(result)).toEqual(plain(value));
  });

  it('there are some', () => {
    expect(examples.length).toBeGreaterThan(15);
  });
});
