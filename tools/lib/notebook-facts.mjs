// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isComplete } from '../environment.mjs';
import { findBrowser } from './browsers.mjs';
import { kernelFile } from './kernelspec.mjs';
import { IS_WINDOWS, VENV } from './project.mjs';
import { findPython } from './python.mjs';

/** What `mdgl doctor` must know of what the notebooks need; the set-up itself answers, so that the two agree. */
export function notebookFacts() {
  return { python: pythonFacts(), environment: environmentFacts(), kernel: kernelFacts(), browser: findBrowser() };
}

/** @returns {{ found?: string, problem?: string }} */
function pythonFacts() {
  try {
    const { version, executable } = findPython();
    return { found: `${version.join('.')} (${executable}), with venv` };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function environmentFacts() {
  return { exists: existsSync(VENV), complete: isComplete(VENV), jupyterlab: jupyterLabVersion() };
}

/** By the names of files: asking Python takes seconds. @returns {string | undefined} */
function jupyterLabVersion() {
  const lib = join(VENV, IS_WINDOWS ? 'Lib' : 'lib');
  if (!existsSync(lib)) return undefined;
  const folders = IS_WINDOWS ? [join(lib, 'site-packages')] : readdirSync(lib).map((python) => join(lib, python, 'site-packages'));
  const names = folders.filter(existsSync).flatMap((folder) => readdirSync(folder));
  return names.map((name) => /^jupyterlab-([\d.]+)\.dist-info$/.exec(name)?.[1]).find(Boolean);
}

/** @returns {{ registered: boolean, lost: string[] }} `lost`: paths in it that are no more */
function kernelFacts() {
  const file = kernelFile(VENV);
  if (!existsSync(file)) return { registered: false, lost: [] };
  /** @type {{ argv: string[] }} */
  const { argv } = JSON.parse(readFileSync(file, 'utf8'));
  return { registered: true, lost: argv.slice(0, 2).filter((path) => !existsSync(path)) };
}
