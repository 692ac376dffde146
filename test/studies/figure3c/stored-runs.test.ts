import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { formatRuns } from '../../../src/core/tables/runs-csv';
import { readStoredRuns } from '../../../src/studies/figure3c/stored-runs';
import { syntheticRuns } from '../curves/synthetic';

const runs = syntheticRuns({ iterations: 200 });
const text = formatRuns(runs);
const checksum = createHash('sha256').update(text).digest('hex');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mdgl-runs-'));
  writeFileSync(join(folder, 'runs.csv'), text);
});
afterEach(() => rmSync(folder, { recursive: true }));

function manifest(content: unknown): void {
  writeFileSync(join(folder, 'manifest.json'), typeof content === 'string' ? content : JSON.stringify(content));
}

function messageOf(path = folder): string {
  try {
    readStoredRuns(path);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

it('reads runs with and without a manifest', () => {
  expect(readStoredRuns(folder)).toEqual(runs);
  manifest({ commit: 'abc', files: { 'runs.csv': checksum.toUpperCase(), 'other.npz': '00' } });
  expect(readStoredRuns(folder)).toEqual(runs);
});

it('refuses a table that was changed', () => {
  manifest({ files: { 'runs.csv': checksum } });
  writeFileSync(join(folder, 'runs.csv'), text.replace('0.7', '0.8'));
  const cure = 'restore it from a copy, or make the results anew in another folder (--out)';
  expect(messageOf()).toContain(`runs.csv: was changed or damaged, its SHA-256 is not the one in manifest.json; ${cure}`);
});

it.each([
  ['{', 'is not JSON at line 1, column 2: it ends too early'],
  ['null', 'files["runs.csv"] is missing; allowed is a SHA-256 of 64 hex digits'],
  ['{"files":{"runs.csv":"12"}}', 'files["runs.csv"] is "12"; allowed is a SHA-256 of 64 hex digits'],
])('refuses the manifest %s', (content, complaint) => {
  manifest(content);
  expect(messageOf()).toBe(`${join(folder, 'manifest.json')}: ${complaint}`);
});

it('names a folder or a table that is missing', () => {
  const nowhere = join(folder, 'nowhere');
  expect(messageOf(nowhere)).toBe(`${nowhere}: no such folder; allowed is a folder that holds runs.csv`);
  rmSync(join(folder, 'runs.csv'));
  expect(messageOf()).toBe(`${join(folder, 'runs.csv')}: cannot be read (ENOENT); allowed is a folder that holds runs.csv`);
});
