import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { checkTargets, writeAll } from '../../../src/node/render/write-all';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mdgl-write-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('writes each content under its extension and leaves nothing else', () => {
  const out = join(folder, 'new');
  const files = writeAll(out, 'a', { txt: 'old', bin: Buffer.from([1, 2]) });
  expect(files).toEqual([join(out, 'a.txt'), join(out, 'a.bin')]);
  writeAll(out, 'a', { txt: 'new' });
  expect(readFileSync(join(out, 'a.txt'), 'utf8')).toBe('new');
  expect(readdirSync(out).sort()).toEqual(['a.bin', 'a.txt']);
});

it('writes nothing if one of the files is a folder', () => {
  mkdirSync(join(folder, 'a.bin'));
  const writing = () => writeAll(folder, 'a', { txt: 'x', bin: 'y' });
  expect(writing).toThrow(InputError);
  expect(writing).toThrow(`${join(folder, 'a.bin')}: is a folder; allowed is a file to write over`);
  expect(readdirSync(folder)).toEqual(['a.bin']);
});

it('accepts a folder that exists or whose parent exists', () => {
  expect(() => checkTargets(folder, 'figure3c', folder)).not.toThrow();
  expect(() => checkTargets(join(folder, 'new'), 'figure3c', folder)).not.toThrow();
  expect(() => checkTargets(folder, 'runs', join(folder, 'elsewhere'))).not.toThrow();
});

it('names a folder or a name that will not do', () => {
  writeFileSync(join(folder, 'file'), '');
  const check = (out: string, name: string) => () => checkTargets(join(folder, out), name, folder);
  expect(check('a/b', 'x')).toThrow(
    `${join(folder, 'a/b')}: there is no folder ${join(folder, 'a')}; allowed is a folder that can be written, or one to be made in `
      + 'such a folder'
  );
  expect(check('file', 'x')).toThrow(`${join(folder, 'file')}: is not a folder; allowed is`);
  expect(check('file/below', 'x')).toThrow(`${join(folder, 'file/below')}: there is no folder ${join(folder, 'file')}; allowed is`);
  expect(check('.', '../x')).toThrow('name "../x"; allowed are letters, digits');
  expect(check('.', '')).toThrow('name ""; allowed are');
  expect(check('.', 'runs')).toThrow('would write over the data; allowed is another name or folder');
});
