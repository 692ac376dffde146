import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GOLDEN, newFolder } from '../support/golden';

/** The built program; `npm ci` and `npm run build` make it. */
const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');
const gradient = [CLI, 'gradient', join(GOLDEN, 'paper-size.json.gz'), '--rule', 'e-prop', '--json'];

describe('the program as a process', () => {
  it('hands all of its output to a reader that is late', async () => {
    const child = spawn(process.execPath, gradient);
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    let out = '';
    child.stdout.on('data', (text) => { out += text; });
    expect(await closed).toBe(0);
    expect(out.length).toBeGreaterThan(200_000);
    expect(JSON.parse(out).spikes).toHaveLength(18_584);
  });

  it('ends quietly where its reader goes', async () => {
    const child = spawn(process.execPath, gradient);
    let err = '';
    child.stderr.on('data', (text) => { err += text; });
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('has exit code 2 and one line on stderr for a mistake', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'gradient', 'none.json', '--rule', 'mdgl'], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'mdgl: none.json: cannot be read (ENOENT); give a file of the golden format, .json or .json.gz\n',
    });
  });

  it.skipIf(!existsSync('/dev/full'))('has exit code 1 and one line on stderr where the disk is full', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, gradient, { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
    closeSync(full);
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'mdgl: standard output: ENOSPC: no space left on device, write\n' });
  });

  it.skipIf(process.platform !== 'linux')('writes into a folder of a folder whose name is not UTF-8', () => {
    const parent = newFolder();
    const record = '"$0" "$1" record --rule mdgl --seed 1 --after 0 --preset tiny --what spikes --out recording';
    const { status, stderr } = spawnSync('sh', ['-c', `mkdir "$(printf 'caf\\351')" && cd caf* && ${record}`, process.execPath, CLI], {
      cwd: parent,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/written: recording\n$/) });
    const [folder, ...others] = readdirSync(parent, { encoding: 'buffer' });
    expect([others, folder.toString('latin1')]).toEqual([[], 'caf\u00e9']);
    expect(existsSync(Buffer.concat([Buffer.from(`${parent}/`), folder, Buffer.from('/recording/zarr.json')]))).toBe(true);
  });
});
