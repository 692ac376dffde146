import { fork } from 'node:child_process';
import { built } from '../../node/package';
import type { BenchCase, BenchResult } from './measure';

/** Measures one case in a process of its own. */
export function bench(which: BenchCase): Promise<BenchResult> {
  return new Promise((resolve, reject) => {
    const child = fork(built('cli', 'bench', 'measure-process.js'), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let complaint = '';
    child.stderr!.on('data', (text) => { complaint += text; });
    child.on('message', (result) => resolve(result as BenchResult));
    child.on('exit', (code, signal) =>
      reject(new Error(`the benchmark of ${which.rule} on ${which.engine} ended (${signal ?? code}): ${complaint.trim()}`))
    );
    child.send(which);
  });
}
