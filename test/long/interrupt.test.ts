import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFolder } from '../support/golden';

/** The built program; `npm ci` and `npm run build` make it. */
const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');
const RUNS = 4;
const ITERATIONS = 1500;
const COMMAND = [
  'figure3c', '--fresh', '--preset', 'tiny', '--rules', 'bptt,mdgl', '--runs', '2', '--iterations', String(ITERATIONS), '--workers', '2',
];
const parent = newFolder();

interface Running {
  readonly child: ChildProcess;
  readonly end: Promise<{ code: number | null; said: string }>;
}

function start(folder: string, ...more: string[]): Running {
  const child = spawn(process.execPath, [CLI, ...COMMAND, '--out', folder, ...more]);
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream!.on('data', (text) => { said += text; });
  return { child, end: new Promise((resolve) => child.on('close', (code) => resolve({ code, said }))) };
}

const started: ChildProcess[] = [];
afterAll(() => { for (const child of started) child.kill('SIGKILL'); });

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const checkpointsIn = (folder: string) => {
  const place = join(folder, 'checkpoints');
  return existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.json')) : [];
};

/** Lets it train until something is saved, and then for a random time. */
async function untilSaved(folder: string, { child }: Running): Promise<void> {
  while (checkpointsIn(folder).length === 0) {
    expect(child.exitCode, 'it must not have ended by itself').toBeNull();
    await wait(20);
  }
  await wait(1000 * Math.random());
  expect(child.exitCode, 'it must not have ended by itself').toBeNull();
}

/** Every file of a folder but the manifest, which holds times. */
function contents(folder: string, under = ''): Record<string, string> {
  return Object.assign({}, ...readdirSync(join(folder, under)).sort().map((name) => {
    const path = join(under, name);
    if (statSync(join(folder, path)).isDirectory()) return contents(folder, path);
    return name === 'manifest.json' ? {} : { [path]: readFileSync(join(folder, path)).toString('base64') };
  }));
}

const continued = (said: string) => [...said.matchAll(/(\S+), seed (\d): continuing at iteration (\d+)/g)].map(([, , , n]) => Number(n));
const trainedNow = (said: string) => Number(/(\d+) iterations trained now, of 6000 in all/.exec(said)![1]);

describe('an interrupted command', () => {
  const whole = join(parent, 'whole');
  beforeAll(async () => {
    const { code, said } = await start(whole).end;
    expect(code, said).toBe(0);
    expect(trainedNow(said)).toBe(RUNS * ITERATIONS);
    expect(Object.keys(contents(whole)).length).toBe(10);
  }, 300_000);

  /** Goes on to the end, and expects that it did go on, and the files of a command that was left alone. */
  async function goOn(folder: string): Promise<void> {
    const { code, said } = await start(folder).end;
    expect(code, said).toBe(0);
    const iterations = continued(said);
    expect(iterations.length).toBeGreaterThan(0);
    expect(Math.max(...iterations)).toBeGreaterThan(0);
    expect(trainedNow(said)).toBeLessThan(RUNS * ITERATIONS);
    const complete = [...said.matchAll(/seed \d: complete$/gm)].length;
    expect(trainedNow(said)).toBe((RUNS - complete) * ITERATIONS - iterations.reduce((a, b) => a + b));
    expect(contents(folder)).toEqual(contents(whole));
  }

  it('goes on after kill -9 at a random moment, to the same bytes', async () => {
    const folder = join(parent, 'killed');
    const running = start(folder);
    await untilSaved(folder, running);
    running.child.kill('SIGKILL');
    await running.end;
    expect(existsSync(join(folder, 'runs.csv'))).toBe(false);
    await goOn(folder);
  });

  it('goes on after being killed again and again', async () => {
    const folder = join(parent, 'killed-often');
    for (let n = 0; n < 3; n++) {
      const running = start(folder);
      if (n === 0) await untilSaved(folder, running);
      else await wait(500 + 500 * Math.random());
      running.child.kill('SIGKILL');
      await running.end;
    }
    await goOn(folder);
  });

  it.skipIf(process.platform === 'win32')('saves every run at Ctrl-C, even if two signals come of it, and goes on', async () => {
    const folder = join(parent, 'stopped');
    const running = start(folder);
    await untilSaved(folder, running);
    running.child.kill('SIGINT');
    await wait(30);
    running.child.kill('SIGINT');
    const { code, said } = await running.end;
    // Should the second signal meet a process that is about to end, a shell says 130 as well.
    expect(code ?? (running.child.signalCode === 'SIGINT' ? 130 : running.child.signalCode)).toBe(130);
    expect(said).toContain(`stopped; all runs are saved in ${folder}, the same command goes on`);
    expect(readdirSync(folder).sort()).toEqual(['checkpoints', 'manifest.json']);
    expect(checkpointsIn(folder).length).toBeGreaterThanOrEqual(2);
    await goOn(folder);
  });

  it('keeps a second one out, which names it, and is not disturbed; killed, it keeps nobody out', async () => {
    const folder = join(parent, 'two');
    const running = start(folder);
    await untilSaved(folder, running);
    const second = await start(folder).end;
    expect(second).toEqual({
      code: 2,
      said: expect.stringContaining(
        `mdgl: ${folder}: another process is at work there (host ${hostname()}, process ${running.child.pid}, since `
      ),
    });
    expect(running.child.exitCode, 'it must not have ended by itself').toBeNull();
    running.child.kill('SIGKILL');
    await running.end;
    expect(existsSync(join(folder, '.mdgl-lock'))).toBe(true);
    await goOn(folder);
    expect(existsSync(join(folder, '.mdgl-lock'))).toBe(false);
  });

  it('does not train what is complete, and draws the same figure again', async () => {
    const before = contents(whole);
    const { code, said } = await start(whole).end;
    expect(code).toBe(0);
    expect(said).toContain(`${whole} is complete: nothing to train`);
    expect(said).not.toContain('iterations trained');
    expect(contents(whole)).toEqual(before);
  });

  it('refuses a damaged checkpoint by name, and other settings by what differs', async () => {
    const folder = join(parent, 'damaged');
    const running = start(folder);
    await untilSaved(folder, running);
    running.child.kill('SIGKILL');
    await running.end;
    const { '.mdgl-lock': _, ...before } = contents(folder);
    const other = await start(folder, '--iterations', '1501').end;
    expect(other.code).toBe(2);
    expect(other.said).toMatch(/^mdgl: .*settings\.training\.iterations: 1500 there, 1501 here.*\n$/);
    expect(contents(folder)).toEqual(before);
    const [name] = checkpointsIn(folder);
    const path = join(folder, 'checkpoints', name);
    appendFileSync(path, 'x');
    const { code, said } = await start(folder).end;
    expect(code).toBe(2);
    expect(said).toBe(`mdgl: ${path}: this checkpoint is damaged (its SHA-256 does not fit); delete it, and its run begins anew\n`);
  });

  const small = join(parent, 'small-disk');
  const mount = (...options: string[]) => process.platform === 'linux' && spawnSync('mount', [...options, small]).status === 0;

  it('ends with one line where the disk is full, and goes on when it is not', async ({ skip }) => {
    mkdirSync(small);
    if (!mount('-t', 'tmpfs', '-o', 'size=80k', 'tmpfs')) skip('only who may mount a small disk can try');
    try {
      const folder = join(small, 'runs');
      const first = start(folder);
      await untilSaved(folder, first);
      first.child.kill('SIGKILL');
      await first.end;
      writeFileSync(join(small, 'other'), Buffer.alloc(4096));
      // Now nothing more fits: what remains is filled up.
      spawnSync('dd', ['if=/dev/zero', `of=${join(small, 'rest')}`]);
      const { code, said } = await start(folder).end;
      expect(code).toBe(1);
      expect(said).toMatch(/^mdgl: .*ENOSPC.*$/m);
      expect(said).not.toMatch(/^ +at /m);
      expect(mount('-o', 'remount,size=20m')).toBe(true);
      await goOn(folder);
    } finally {
      spawnSync('umount', [small]);
    }
  });
});
