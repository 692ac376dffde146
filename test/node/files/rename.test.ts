import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { mdgl } from '../../../src/core/rules/mdgl';
import { settings } from '../../../src/core/settings';
import { begin } from '../../../src/core/training/train';
import { InUse, rename } from '../../../src/node/files/rename';
import { writeAtomic } from '../../../src/node/files/write-atomic';
import { readCheckpoint } from '../../../src/node/results/checkpoint';
import { saveAlong } from '../../../src/studies/jobs/save-along';
import { newFolder } from '../../support/golden';

const told = vi.hoisted(() => vi.fn());
vi.mock('node:fs', async (original) => ({ ...await original<typeof fs>(), renameSync: vi.fn((await original<typeof fs>()).renameSync) }));
vi.mock('node:worker_threads', async (original) => ({ ...await original<object>(), parentPort: { on: () => {}, postMessage: told } }));

const platform = process.platform;
let paused: number[] = [];
const on = (name: NodeJS.Platform) => Object.defineProperty(process, 'platform', { value: name });

beforeEach(() => {
  paused = [];
  vi.spyOn(Atomics, 'wait').mockImplementation((_array: unknown, _index: unknown, _value: unknown, ms?: number) => {
    paused.push(ms!);
    return 'timed-out';
  });
});
afterEach(() => {
  on(platform);
  vi.restoreAllMocks();
  vi.mocked(fs.renameSync).mockReset();
  told.mockReset();
});

/** Lets the next renames fail. */
function fail(times: number, code: string): void {
  for (let n = 0; n < times; n++) {
    vi.mocked(fs.renameSync).mockImplementationOnce(() => { throw Object.assign(new Error(`${code}: no`), { code, syscall: 'rename' }); });
  }
}

function twoFiles(): { folder: string; from: string; to: string } {
  const folder = newFolder();
  const [from, to] = ['from', 'to'].map((name) => join(folder, name));
  fs.writeFileSync(from, 'new');
  fs.writeFileSync(to, 'old');
  return { folder, from, to };
}

describe('a rename on Windows', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('is tried again after %s, with growing pauses', (code) => {
    on('win32');
    const { from, to } = twoFiles();
    fail(5, code);
    rename(from, to);
    expect(fs.readFileSync(to, 'utf8')).toBe('new');
    expect(paused).toHaveLength(5);
    expect(paused).toEqual([...paused].sort((a, b) => a - b));
  });

  it('is given up after about two seconds, with what is to be done in one line', () => {
    on('win32');
    const { from, to } = twoFiles();
    fail(100, 'EBUSY');
    expect(() => rename(from, to)).toThrow(new InputError(`${to}: is open in another program (EBUSY); close it there, and try again`));
    expect(paused.reduce((sum, ms) => sum + ms)).toBeGreaterThan(1500);
    expect(paused.reduce((sum, ms) => sum + ms)).toBeLessThan(2500);
  });

  it('fails at once for any other reason, and on any other system', () => {
    const { from, to } = twoFiles();
    on('win32');
    fail(1, 'ENOSPC');
    expect(() => rename(from, to)).toThrow('ENOSPC');
    on('linux');
    fail(1, 'EPERM');
    expect(() => rename(from, to)).toThrow('EPERM: no');
    expect(paused).toEqual([]);
  });

  it('leaves the old file and no other where it is given up', () => {
    on('win32');
    const { folder, from, to } = twoFiles();
    fs.rmSync(from);
    fail(100, 'EPERM');
    expect(() => writeAtomic(to, 'new')).toThrow(InUse);
    expect(fs.readFileSync(to, 'utf8')).toBe('old');
    expect(fs.readdirSync(folder)).toEqual(['to']);
  });
});

describe('a run whose checkpoint another program has open', () => {
  const tiny = settings('tiny', { training: { iterations: 3 } });
  const checkpoint = {
    format: 'mdgl-checkpoint/1',
    settings: tiny,
    rule: 'mdgl',
    seed: 1,
    feedback: 'symmetric',
    engine: 'reference',
    seconds: 0,
  } as const;

  /** A run of three iterations of two seconds each, which is saved after the first, after the second, and at the end. */
  async function run(path: string): Promise<void> {
    const progress = begin({ ...checkpoint, rule: mdgl });
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    async function* steps() {
      while (progress.iteration < 3) {
        progress.iteration++;
        now += 2000;
        yield undefined;
      }
    }
    await saveAlong(steps(), { path, checkpoint }, progress);
  }

  const tries = 8;

  it('goes on, and is saved a second later', async () => {
    on('win32');
    const path = join(newFolder(), 'mdgl-1.json');
    fail(tries, 'EPERM');
    await run(path);
    expect(paused).toHaveLength(tries - 1);
    expect(fs.renameSync).toHaveBeenCalledTimes(tries + 3);
    expect(readCheckpoint(path)!.progress!.iteration).toBe(3);
    expect(told).toHaveBeenLastCalledWith(expect.objectContaining({ ending: 'complete' }));
  });

  it('fails by name where it cannot be saved at its end', async () => {
    on('win32');
    const path = join(newFolder(), 'mdgl-1.json');
    fail(1000, 'EPERM');
    await expect(run(path)).rejects.toThrow(`${path}: is open in another program (EPERM)`);
  });

  it('fails at once where the disk is full', async () => {
    const path = join(newFolder(), 'mdgl-1.json');
    fail(1, 'ENOSPC');
    await expect(run(path)).rejects.toThrow(`${path}: ENOSPC`);
    expect(fs.renameSync).toHaveBeenCalledTimes(1);
  });
});
