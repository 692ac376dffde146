// @ts-check
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { npm, runToEnd } from './processes.mjs';
import { ROOT } from './project.mjs';

export const KERNEL_SOURCE = join(ROOT, 'src', 'core', 'engine', 'kernel');
/** The last file that the kernel's build writes. */
export const KERNEL_TEXT = join(ROOT, 'dist', 'browser', 'kernel-base64.js');
export const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/**
 * Installs what the lock file says, where that has not been done.
 * @param {(text: string) => void} say
 * @returns {boolean} whether it was needed
 */
export function installPackages(say) {
  const [lock, installed] = [join(ROOT, 'package-lock.json'), join(ROOT, 'node_modules', '.package-lock.json')];
  if (existsSync(installed) && modified(installed) >= modified(lock)) return false;
  say(existsSync(installed) ? 'package-lock.json is newer than node_modules: npm ci' : 'first start: npm ci (about half a minute)');
  npm('ci', '--no-audit', '--no-fund');
  return true;
}

/** Compiles the library, and proves that src/core knows no platform. */
function compile() {
  runToEnd('building', [process.execPath, TSC, '-p', ROOT]);
  runToEnd('building core alone', [process.execPath, TSC, '-p', join(ROOT, 'src', 'core')]);
}

/** Builds everything anew. */
export function build() {
  compile();
  compileKernel();
}

/** Compiles the wasm kernel for each kind of memory. */
function compileKernel() {
  for (const target of ['shared', 'alone']) {
    runToEnd('building the wasm kernel', [
      process.execPath,
      join(ROOT, 'node_modules', 'assemblyscript', 'bin', 'asc.js'),
      '--config',
      join(ROOT, 'asconfig.json'),
      '--target',
      target,
    ]);
  }
  const text = readFileSync(join(ROOT, 'dist', 'core', 'engine', 'kernel-alone.wasm')).toString('base64');
  mkdirSync(join(ROOT, 'dist', 'browser'), { recursive: true });
  writeFileSync(KERNEL_TEXT, `"use strict";\nexports.kernelBase64 = '${text}';\n`);
}

/** Compiles the wasm kernel if its sources are newer. @returns {boolean} whether it was needed */
export function buildKernel() {
  if (existsSync(KERNEL_TEXT) && modified(KERNEL_TEXT) >= newestIn(KERNEL_SOURCE)) return false;
  compileKernel();
  return true;
}

/** Brings dist up to date where a source is newer than it. */
export function buildIfStale() {
  const built = join(ROOT, 'dist', 'index.js');
  if (!existsSync(built) || modified(built) < newestIn(join(ROOT, 'src'))) compile();
  buildKernel();
}

/** Names of what the built library exports. @returns {ReadonlySet<string>} */
export function exportedNames() {
  return new Set(Object.keys(createRequire(import.meta.url)(join(ROOT, 'dist', 'index.js'))));
}

/** When the newest file in a folder was written, in ms. @param {string} folder @returns {number} */
export function newestIn(folder) {
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true }).map((entry) =>
      entry.isDirectory() ? newestIn(join(folder, entry.name)) : modified(join(folder, entry.name))
    )
  );
}

/** When a file was written, in ms. @param {string} file */
export function modified(file) {
  return statSync(file).mtimeMs;
}
