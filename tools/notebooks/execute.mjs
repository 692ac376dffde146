// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { environmentWith } from '../lib/processes.mjs';
import { NOTEBOOKS, ROOT } from '../lib/project.mjs';

/** No cell may take longer, on any machine. */
const SECONDS_A_CELL = 600;

/**
 * @typedef {object} Execution
 * @property {number} seconds with the start of the kernel
 * @property {(number | null)[]} cells seconds of each
 * @property {number | null} failed index of the cell that failed; those after it have not run
 * @property {string | null} error why, where the cell itself does not say it
 */

/**
 * Executes a notebook in a kernel of its own, whose folder is notebooks/ wherever the file lies.
 * @param {string} python
 * @param {string} source
 * @param {string} target may be the source
 * @returns {Promise<Execution>}
 */
export function execute(python, source, target) {
  const child = spawn(python, [join(ROOT, 'tools', 'execute.py'), source, target, String(SECONDS_A_CELL)], {
    cwd: NOTEBOOKS,
    // Jupyter's own settings of the user must not decide which kernel it is; nor a debugger's warnings stand in the output.
    // Digits that this machine may have are not found, so that outputs are the same everywhere.
    env: environmentWith({ JUPYTER_PREFER_ENV_PATH: '1', PYDEVD_DISABLE_FILE_VALIDATION: '1', PYTHONUTF8: '1', MDGL_DIGITS: 'no digits' }),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => { out += text; });
  child.stderr.on('data', (text) => { err += text; });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(out.trim().split('\n').at(-1) ?? ''));
      else reject(new Error(`${source}: execution broke off (exit code ${code})\n${err}`));
    });
  });
}
