import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { checkSha256, waysOut } from '../../../src/node/files/check-sha256';
import { sha256 } from '../../../src/node/files/sha256';
import { newFolder } from '../../support/golden';

const stored = Buffer.from('a,b\n1,caf\u00e9\n');
const check = (path: string, content: string | Buffer) => () => checkSha256(path, Buffer.from(content), sha256(stored));
const ANEW = 'or make the results anew in another folder (--out)';

describe('a stored file', () => {
  const path = join(newFolder(), 'runs.csv');

  it('is taken as it was stored, and not otherwise', () => {
    expect(check(path, stored)).not.toThrow();
    expect(check(path, 'a,b\n1,cafe\n')).toThrow(
      new InputError(`${path}: was changed or damaged, its SHA-256 is not the one in manifest.json; restore it from a copy, ${ANEW}`)
    );
  });

  it('of which only the line ends were changed is refused with that reason', () => {
    expect(check(path, stored.toString().replaceAll('\n', '\r\n'))).toThrow(
      `${path}: its line ends were changed, from LF to CRLF, its SHA-256`
    );
    expect(check(path, 'a,b\r\n2,caf\u00e9\r\n')).toThrow(`${path}: was changed or damaged`);
  });
});

describe('the way out', () => {
  it('is git in a clone, whatever the folder below it', () => {
    const clone = newFolder();
    mkdirSync(join(clone, '.git'));
    const path = join(clone, 'data', 'figure3c', 'runs.csv');
    expect(waysOut(path)).toBe(
      `git -C ${join(clone, 'data', 'figure3c')} checkout -- runs.csv brings it back if it was committed, ${ANEW}`
    );
    expect(waysOut(join(clone, 'my runs', 'runs.csv'))).toContain(`git -C "${join(clone, 'my runs')}" checkout -- runs.csv`);
  });

  it('is the package where that is installed, in a clone of something else too', () => {
    const clone = newFolder();
    mkdirSync(join(clone, '.git'));
    expect(waysOut(join(clone, 'node_modules', 'mdgl', 'data', 'figure3c', 'runs.csv'))).toBe(`install the package again, ${ANEW}`);
  });

  it('is a copy anywhere else', () => {
    expect(waysOut(join(newFolder(), 'runs.csv'))).toBe(`restore it from a copy, ${ANEW}`);
  });
});
