// @ts-check
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { buildKernel, KERNEL_SOURCE, TSC } from './build.mjs';
import { IS_WINDOWS, ROOT } from './project.mjs';
import { ToolError } from './tool-error.mjs';

/** Changes of one save come in a bunch. */
const SETTLE_MS = 300;

/**
 * Builds, and goes on building whenever a source changes.
 * @param {(text: string) => void} say
 * @returns {{ child: import('node:child_process').ChildProcess, first: Promise<void>, stop: () => void }} `first`: dist is up to date
 */
export function buildAndWatch(say) {
  const stop = watchKernel(say);
  const child = spawn(process.execPath, [TSC, '-p', ROOT, '--watch', '--preserveWatchOutput', '--pretty', 'false'], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], detached: !IS_WINDOWS, windowsHide: true,
  });
  let rounds = 0;
  /** @type {Promise<void>} */
  const first = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new ToolError('the compiler ended')));
    let rest = '';
    child.stdout.on('data', (text) => {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const found = /Found (\d+) errors?/.exec(line)?.[1];
        if (/\): error TS/.test(line)) say(line);
        if (found === undefined) continue;
        rounds++;
        if (rounds > 1 || found !== '0') say(found === '0' ? REBUILT : `${found} errors in src; they stand above`);
        resolve();
      }
    });
  });
  return { child, first, stop };
}

const REBUILT = 'built anew; open notebooks see it after Kernel → Restart Kernel';

/** The wasm kernel has a compiler of its own, which does not watch. @param {(text: string) => void} say */
function watchKernel(say) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const watcher = watch(KERNEL_SOURCE, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        if (buildKernel()) say(REBUILT);
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
      }
    }, SETTLE_MS);
  });
  return () => { clearTimeout(timer); watcher.close(); };
}
