// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { IS_WINDOWS, ROOT } from './project.mjs';
import { ToolError } from './tool-error.mjs';

/**
 * Runs a program to its end, its output below ours.
 * @param {string} what it does, for the message
 * @param {readonly string[]} command
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function runToEnd(what, [program, ...args], options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true, ...options });
  if (error) throw new ToolError(`${what} failed: ${error.message}`);
  if (status !== 0) throw new ToolError(`${what} failed (exit code ${status}); what it says stands above`);
}

/** npm, as it was called; `npm run` says where it is, and Windows needs a shell to find it otherwise. @param {readonly string[]} args */
export function npm(...args) {
  const cli = process.env.npm_execpath;
  const what = `npm ${args.join(' ')}`;
  if (cli && /npm-cli\.c?js$/.test(cli) && existsSync(cli)) runToEnd(what, [process.execPath, cli, ...args]);
  else runToEnd(what, ['npm', ...args], { shell: IS_WINDOWS });
}

/**
 * Ends a process and all that it started, politely first.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [patienceMs] before it is killed
 */
export async function end(child, patienceMs = 3000) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const family = IS_WINDOWS ? [] : familyOf(child.pid);
  if (IS_WINDOWS) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true });
  else child.kill('SIGTERM');
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
  // What a killed parent leaves behind: kernels live in sessions of their own.
  for (const pid of [child.pid, ...family]) kill(pid);
}

/** @param {number} pid */
function kill(pid) {
  try {
    if (!IS_WINDOWS) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** The processes that a process has started, and those that these have. @param {number} pid @returns {number[]} */
export function familyOf(pid) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = (stdout ?? '').trim().split('\n').map((row) => row.trim().split(/\s+/).map(Number));
  /** @type {(parent: number) => number[]} */
  const below = (parent) => rows.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** Ours plus changes; undefined takes a name away. @param {Readonly<Record<string, string | undefined>>} changes */
export function environmentWith(changes) {
  return { ...process.env, ...changes };
}

