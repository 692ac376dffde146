import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { InputError } from '../../core/errors';
import { linkAt } from '../files/destination';
import { makeOutFolder } from '../files/out-folder';
import { orRefused } from '../files/write-atomic';
import { built } from '../package';

/*
 * A lock is a file in the folder that says which process is at work there. Its thread writes it anew every two seconds, however
 * busy the process is; so a lock that was not written for a minute is of a process that is gone, be it of another machine.
 *
 * The package proper-lockfile is not used: it writes from the event loop, which a long iteration holds up, does not say whose a
 * lock is, and lets two processes that find the same old lock both have it.
 */

const NAME = '.mdgl-lock';
const OLD_MS = 60_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a lock says, for its thread. */
export interface Lock {
  readonly path: string;
  /** Unlike any other lock's. */
  readonly text: string;
}

/** The locks of this process. */
const held: Lock[] = [];

/**
 * Works on a folder of results while no other process does; makes the folder, if it is not there. Nothing of the lock stays,
 * whatever ends the work; only kill -9 leaves it, and then it is no obstacle.
 * @throws InputError naming the process that is at work there; whatever `work` throws
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  makeOutFolder(folder);
  const lock = take(join(folder, NAME));
  const thread = new Worker(built('node', 'results', 'lock-thread.js'), { workerData: lock });
  thread.unref();
  thread.on('message', () => {
    process.stderr.write(`mdgl: ${folder}: another process has taken this folder over; what was saved is kept\n`);
    process.exit(1);
  });
  try {
    return await work();
  } finally {
    await thread.terminate();
    release(lock);
  }
}

/** Takes a lock. @throws InputError if another process has it */
function take(path: string): Lock {
  const holder = { host: hostname(), process: process.pid, since: new Date().toISOString(), id: randomUUID() };
  const lock = { path, text: JSON.stringify(holder) };
  while (!write(lock)) {
    const there = read(path);
    if (!there) continue;
    if (!isGone(path, there)) {
      throw new InputError(`${dirname(path)}: ${describe(there.text)}; wait until it has ended, or give another folder`);
    }
    // Several may find the same old lock. Who has this second one may remove it, if nobody has by then.
    const removal = take(`${path}-removal`);
    if (read(path)?.text === there.text) rmSync(path, { force: true });
    release(removal);
  }
  if (held.length === 0) listen('on');
  held.push(lock);
  return lock;
}

/** Writes a lock, if there is none already. @returns whether it was written */
function write({ path, text }: Lock): boolean {
  let file = 0;
  try {
    orRefused(dirname(path), () => { file = openSync(path, 'wx'); });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(file, text);
    return true;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function release(lock: Lock): void {
  if (!held.includes(lock)) return;
  held.splice(held.indexOf(lock), 1);
  if (held.length === 0) listen('off');
  if (read(lock.path)?.text === lock.text) rmSync(lock.path, { force: true });
}

function listen(how: 'on' | 'off'): void {
  process[how]('exit', releaseAll);
  for (const signal of SIGNALS) process[how](signal, end);
}

function releaseAll(): void {
  for (const lock of [...held]) release(lock);
}

/** Ends the process as the signal would have, unless somebody else listens, who then decides. */
function end(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  releaseAll();
  process.kill(process.pid, signal);
}

/** Reads what a lock says, and when it was last written; undefined if there is none. */
function read(path: string): { text: string; writtenMs: number } | undefined {
  let file: number;
  try {
    // Once it is open, a network drive knows what others have written.
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    if (linkAt(path) !== undefined) throw new InputError(`${path}: is a link that leads nowhere; remove it`);
    return undefined;
  }
  try {
    if (fstatSync(file).isDirectory()) throw new InputError(`${path}: is a folder; remove it`);
    return { text: readFileSync(file, 'utf8'), writtenMs: fstatSync(file).mtimeMs };
  } finally {
    closeSync(file);
  }
}

/** Tells whether nobody has a lock any more. */
function isGone(path: string, { text, writtenMs }: { text: string; writtenMs: number }): boolean {
  const { host, process: id } = holderOf(text);
  if (host === hostname() && (id === process.pid ? !held.some((lock) => lock.text === text) : !isRunning(id))) return true;
  return nowAt(path) - writtenMs > OLD_MS;
}

/** Reads the time of a lock's drive, which may have a clock of its own. */
function nowAt(path: string): number {
  const lock = { path: `${path}-${randomUUID()}`, text: '' };
  write(lock);
  const { writtenMs } = read(lock.path)!;
  rmSync(lock.path);
  return writtenMs;
}

function describe(text: string): string {
  const { host, process: id, since } = holderOf(text);
  // A lock that is just being written says nothing yet.
  if (since === undefined) return 'another process has just begun to work there';
  const which = id === process.pid && host === hostname() ? 'this process is at work there already' : 'another process is at work there';
  return `${which} (host ${host}, process ${id}, since ${new Date(since).toLocaleString('sv')})`;
}

function holderOf(text: string): { host?: string; process: number; since?: string } {
  try {
    return JSON.parse(text) ?? { process: NaN };
  } catch {
    return { process: NaN };
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
