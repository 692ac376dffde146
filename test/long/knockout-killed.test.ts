import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { newFolder } from '../support/golden';

/** The built program; `npm ci` and `npm run build` make it. */
const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');
const ITERATIONS = 2 * (300 + 4 * 300 + 4 * 200);
const parent = newFolder();
const started: ChildProcess[] = [];
afterAll(() => { for (const child of started) child.kill('SIGKILL'); });

function start(folder: string, ...more: string[]) {
  const child = spawn(process.execPath, [
    CLI, 'knockout', '--study', '--preset', 'tiny', '--iterations', '300', '--from', '0,100', '--runs', '2', '--workers', '2', '--out',
    folder, ...more,
  ]);
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { said += text; });
  return {
    child,
    end: new Promise<{ code: number | null; said: string }>((resolve) => child.on('close', (code) => resolve({ code, said }))),
  };
}

const checkpointsIn = (folder: string) =>
  existsSync(join(folder, 'checkpoints')) ? readdirSync(join(folder, 'checkpoints')).filter((name) => name.endsWith('.json')) : [];
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const trained = (said: string) => Number(/(\d+) iterations trained now, of (\d+) in all/.exec(said)![1]);

it('a study that is killed again and again goes on, to the same bytes, and trains nothing that was complete again', async () => {
  const whole = await start(join(parent, 'whole')).end;
  expect(whole.code, whole.said).toBe(0);
  expect(trained(whole.said)).toBe(ITERATIONS);

  const killed = join(parent, 'killed');
  for (const [n, checkpoints] of [1, 6, 11, 15].entries()) {
    const running = start(killed);
    while (checkpointsIn(killed).length < checkpoints) {
      expect(running.child.exitCode, 'it must not have ended by itself').toBeNull();
      await wait(20);
    }
    await wait(500 * Math.random());
    expect(running.child.exitCode, `it must not have ended by itself (${n})`).toBeNull();
    running.child.kill('SIGKILL');
    await running.end;
    expect(existsSync(join(killed, 'runs.csv'))).toBe(false);
  }
  const rest = await start(killed).end;
  expect(rest.code, rest.said).toBe(0);
  expect(trained(rest.said)).toBeLessThan(ITERATIONS / 2);
  expect(readdirSync(killed).sort()).toEqual(['manifest.json', 'runs.csv']);
  for (const name of ['manifest.json', 'runs.csv']) {
    expect(readFileSync(join(killed, name), 'utf8')).toBe(readFileSync(join(parent, 'whole', name), 'utf8'));
  }
});

it('a complete study that goes on with another silence keeps its rows when it is killed, and trains only what is missing', async () => {
  const silences = ['--silence', 'E>I,I>E,I>I', '--silence', 'random:0.66'];
  const folder = join(parent, 'longer');
  await start(folder).end;
  const before = readFileSync(join(folder, 'runs.csv'), 'utf8');
  for (const checkpoints of [1, 2, 4]) { // stored.json is one of them
    const running = start(folder, ...silences);
    while (checkpointsIn(folder).length < checkpoints) {
      expect(running.child.exitCode, 'it must not have ended by itself').toBeNull();
      await wait(20);
    }
    running.child.kill('SIGKILL');
    await running.end;
    expect(readFileSync(join(folder, 'runs.csv'), 'utf8')).toBe(before);
  }
  const rest = await start(folder, ...silences).end;
  expect(rest.code, rest.said).toBe(0);
  expect(Number(/iterations trained now, of (\d+) in all/.exec(rest.said)![1])).toBe(2 * 2 * 300);
  expect(trained(rest.said)).toBeLessThan(2 * 2 * 300);
  expect(readFileSync(join(folder, 'runs.csv'), 'utf8').startsWith(before)).toBe(true);
  await start(join(parent, 'at once'), ...silences).end;
  for (const name of ['manifest.json', 'runs.csv']) {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(readFileSync(join(parent, 'at once', name), 'utf8'));
  }
});
