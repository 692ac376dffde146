import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { withLock } from '../../../src/node/results/lock';
import { newFolder } from '../../support/golden';

const NAME = '.mdgl-lock';
const BUILT = join(__dirname, '..', '..', '..', 'dist', 'node', 'results', 'lock.js');
const lockOf = (folder: string) => JSON.parse(readFileSync(join(folder, NAME), 'utf8'));

/** A number that was a process's, which has ended. */
const gone = () => spawnSync(process.execPath, ['-e', '']).pid;
/** A process that lives as long as the tests: the one that began this one. */
const alive = process.ppid;

/** A folder with somebody's lock, which was last written some seconds ago. */
function lockedBy(holder: object | string, secondsAgo: number): string {
  const folder = newFolder();
  writeFileSync(join(folder, NAME), typeof holder === 'string' ? holder : JSON.stringify(holder));
  const then = Date.now() / 1000 - secondsAgo;
  utimesSync(join(folder, NAME), then, then);
  return folder;
}

const nothing = async () => {};

describe('a lock', () => {
  it('says who works in a folder since when, and is gone with the work', async () => {
    const folder = join(newFolder(), 'runs');
    expect(await withLock(folder, async () => {
      expect(lockOf(folder)).toMatchObject({ host: hostname(), process: process.pid });
      expect(Math.abs(Date.now() - Date.parse(lockOf(folder).since))).toBeLessThan(60_000);
      return 17;
    })).toBe(17);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is gone too if the work fails', async () => {
    const folder = newFolder();
    await expect(withLock(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves no listener behind', async () => {
    const listeners = () => ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => process.listenerCount(name));
    const before = listeners();
    await withLock(newFolder(), () => withLock(newFolder(), nothing));
    expect(listeners()).toEqual(before);
  });

  it('keeps others out, and names whose it is', async () => {
    const folder = newFolder();
    await withLock(folder, async () => {
      await expect(withLock(folder, nothing)).rejects.toThrow(
        `${folder}: this process is at work there already (host ${hostname()}, process ${process.pid}, since `
      );
      expect(lockOf(folder).process).toBe(process.pid);
    });
    const since = new Date(2026, 0, 2, 3, 4, 5).toISOString();
    for (const [host, process] of [[hostname(), alive], ['elsewhere', 17]]) {
      const other = lockedBy({ host, process, since }, 30);
      await expect(withLock(other, nothing)).rejects.toThrow(new InputError(
        `${other}: another process is at work there (host ${host}, process ${process}, since 2026-01-02 03:04:05); wait until it has `
          + 'ended, or give another folder'
      ));
      expect([readdirSync(other), lockOf(other)]).toEqual([[NAME], { host, process, since }]);
    }
  });

  it('that is just being written keeps others out', async () => {
    const folder = lockedBy('', 1);
    await expect(withLock(folder, nothing)).rejects.toThrow(`${folder}: another process has just begun to work there; wait`);
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  const since = new Date().toISOString();
  it.each<[whose: string, folder: () => string]>([
    ['of a process that is gone on this machine', () => lockedBy({ host: hostname(), process: gone(), since }, 0)],
    [
      "of this process's number, which had another before",
      () => lockedBy({ host: hostname(), process: process.pid, since, id: 'other' }, 0),
    ],
    ['not written for a minute, of a process that is there', () => lockedBy({ host: hostname(), process: alive, since }, 70)],
    ['not written for a minute, of another machine', () => lockedBy({ host: 'elsewhere', process: 17, since }, 70)],
    ['not written for a minute, and empty', () => lockedBy('', 70)],
  ])('is no obstacle if it is %s', async (_, prepare) => {
    const folder = prepare();
    await withLock(folder, async () => expect(lockOf(folder)).toMatchObject({ host: hostname(), process: process.pid }));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that is old is left to the process that is taking it away', async () => {
    const folder = lockedBy({ host: hostname(), process: gone(), since }, 0);
    const before = readFileSync(join(folder, NAME), 'utf8');
    writeFileSync(join(folder, `${NAME}-removal`), JSON.stringify({ host: 'elsewhere', process: 17, since }));
    await expect(withLock(folder, nothing)).rejects.toThrow(
      `${folder}: another process is at work there (host elsewhere, process 17, since `
    );
    expect(readFileSync(join(folder, NAME), 'utf8')).toBe(before);
  });

  it('of a process that was killed while it took an old lock away is no obstacle', async () => {
    const folder = lockedBy({ host: hostname(), process: gone(), since }, 0);
    writeFileSync(join(folder, `${NAME}-removal`), JSON.stringify({ host: hostname(), process: gone(), since }));
    await withLock(folder, nothing);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is written again and again, though the process is busy', async () => {
    const folder = newFolder();
    await withLock(folder, async () => {
      const written = statSync(join(folder, NAME)).mtimeMs;
      for (let n = 0; n < 100 && statSync(join(folder, NAME)).mtimeMs === written; n++) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
      }
      expect(statSync(join(folder, NAME)).mtimeMs).toBeGreaterThan(written);
      expect(lockOf(folder).process).toBe(process.pid);
    });
  });
});

/** A process that works in a folder, once it has said so. */
function worker(folder: string, work = 'setInterval(() => {}, 1000)') {
  const program = `require(process.argv[1]).withLock(process.argv[2], () => new Promise((resolve) => { console.log('works'); ${work}; }));`;
  const child = spawn(process.execPath, ['-e', program, BUILT, folder]);
  let said = '';
  child.stderr.on('data', (text) => { said += text; });
  const begun = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  const ended = new Promise<{ how: NodeJS.Signals | number | null; said: string }>((resolve) =>
    child.on('close', (code, signal) => resolve({ how: signal ?? code, said }))
  );
  return { child, begun, ended };
}

describe('the lock of a process', () => {
  it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is gone after %s, which ends it as ever',
    async (signal) => {
      const folder = newFolder();
      const { child, begun, ended } = worker(folder);
      await begun;
      expect(lockOf(folder).process).toBe(child.pid);
      child.kill(signal);
      expect(await ended).toEqual({ how: signal, said: '' });
      expect(readdirSync(folder)).toEqual([]);
    }
  );

  it.skipIf(process.platform === 'win32')('stays after a signal that somebody listens to, until the work is done', async () => {
    const folder = newFolder();
    const { child, begun, ended } = worker(
      folder,
      'process.on("SIGINT", () => { console.log(require("fs").readdirSync(process.argv[2]).join()); resolve(); }); process.stdin.resume()'
    );
    let last = '';
    child.stdout.on('data', (text) => { last = String(text); });
    await begun;
    child.kill('SIGINT');
    child.stdin.end();
    expect((await ended).how).toBe(0);
    expect(last.trim()).toBe(NAME);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([['process.exit(3)', 3], ['setTimeout(() => { throw new Error("no"); })', 1]])('is gone after %s', async (work, code) => {
    const folder = newFolder();
    expect((await worker(folder, work).ended).how).toBe(code);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is left by kill -9, and is no obstacle', async () => {
    const folder = newFolder();
    const { child, begun, ended } = worker(folder);
    await begun;
    child.kill('SIGKILL');
    await ended;
    expect(readdirSync(folder)).toEqual([NAME]);
    await withLock(folder, nothing);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that another one has taken over ends it, and stays the other\'s', async () => {
    const folder = newFolder();
    const { begun, ended } = worker(folder);
    await begun;
    const other = '{"host":"elsewhere","process":17,"since":"2026-01-02T03:04:05.678Z"}';
    writeFileSync(join(folder, NAME), other);
    expect(await ended).toEqual({ how: 1, said: `mdgl: ${folder}: another process has taken this folder over; what was saved is kept\n` });
    expect(readFileSync(join(folder, NAME), 'utf8')).toBe(other);
  });
});

describe('processes that begin in the same millisecond', () => {
  /** Each tries every folder at a time of its own, and writes down when it works there. */
  const PROGRAM = `
    const { appendFileSync } = require('node:fs');
    const { join } = require('node:path');
    const [, built, parent, begin, rounds] = process.argv;
    (async () => {
      const { withLock } = require(built);
      for (let round = 0; round < rounds; round++) {
        const folder = join(parent, String(round));
        const log = (what) => appendFileSync(folder + '.log', process.pid + ' ' + what + '\\n');
        while (Date.now() < Number(begin) + 100 * round);
        await withLock(folder, async () => {
          log('begins');
          await new Promise((resolve) => setTimeout(resolve, 20));
          log('ends');
        }).catch(({ name, message }) => log(name + ': ' + message));
      }
    })();`;
  const ROUNDS = 10;

  it.each(['no lock', 'an old lock'])('are never at work in one folder together, be there %s', async (what) => {
    const parent = newFolder();
    const old = JSON.stringify({ host: hostname(), process: gone(), since: new Date().toISOString() });
    for (let round = 0; round < ROUNDS; round++) {
      mkdirSync(join(parent, String(round)));
      if (what === 'an old lock') writeFileSync(join(parent, String(round), NAME), old);
    }
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['-e', PROGRAM, BUILT, parent, String(Date.now() + 1500), String(ROUNDS)], { stdio: 'inherit' })
    );
    expect(await Promise.all(children.map((child) => new Promise((resolve) => child.on('close', resolve))))).toEqual([0, 0, 0, 0]);
    for (let round = 0; round < ROUNDS; round++) {
      const lines = readFileSync(join(parent, `${round}.log`), 'utf8').trim().split('\n');
      const worked = lines.filter((line) => /^\d+ (begins|ends)$/.test(line));
      expect(worked.length).toBeGreaterThan(0);
      worked.forEach((line, n) =>
        expect(line, lines.join('\n')).toBe(n % 2 === 0 ? `${line.split(' ')[0]} begins` : worked[n - 1].replace('begins', 'ends'))
      );
      for (const line of lines) {
        if (!worked.includes(line)) {
          expect(line).toMatch(/InputError: .*: another process (is at work there \(host|has just begun to work there)/);
        }
      }
      expect(readdirSync(join(parent, String(round)))).toEqual([]);
    }
  });

  it('that is damaged is one of nobody once it is old; what is no file is refused by name', async () => {
    await withLock(lockedBy('null', 61), nothing);
    await expect(withLock(lockedBy('null', 0), nothing)).rejects.toThrow('another process has just begun to work there');
    const folder = newFolder();
    mkdirSync(join(folder, NAME));
    await expect(withLock(folder, nothing)).rejects.toThrow(/\.mdgl-lock: is a folder; remove it$/);
    if (process.platform === 'win32') return;
    const linked = newFolder();
    symlinkSync('nowhere', join(linked, NAME));
    await expect(withLock(linked, nothing)).rejects.toThrow(
      new InputError(`${join(linked, NAME)}: is a link that leads nowhere; remove it`)
    );
  });
});
