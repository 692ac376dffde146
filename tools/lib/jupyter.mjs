// @ts-check
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { LOCALHOST } from './ports.mjs';
import { environmentWith } from './processes.mjs';
import { IS_WINDOWS } from './project.mjs';

/**
 * @typedef {object} JupyterLab
 * @property {import('node:child_process').ChildProcess} child
 * @property {string} url with the token
 * @property {Promise<void>} ready the server answers; rejected where it ends before
 * @property {() => string} log what it has said
 */

/**
 * Starts JupyterLab on this machine only, with a token of its own. It does not take another port where its own is taken.
 * @param {{ python: string, folder: string, port: number, browser: boolean }} options
 * @returns {JupyterLab}
 */
export function startJupyterLab({ python, folder, port, browser }) {
  const token = randomBytes(24).toString('hex');
  const child = spawn(python, [
    '-m', 'jupyterlab', `--ServerApp.root_dir=${folder}`, `--ServerApp.ip=${LOCALHOST}`, `--ServerApp.port=${port}`,
    '--ServerApp.port_retries=0', '--ServerApp.answer_yes=True',
    ...browser ? [] : ['--no-browser'],
    // JupyterLab refuses to run as root otherwise.
    ...process.getuid?.() === 0 ? ['--allow-root'] : [],
  ], {
    cwd: folder,
    // In the environment the token is not seen in the list of processes.
    env: environmentWith({ JUPYTER_TOKEN: token, JUPYTER_PREFER_ENV_PATH: '1', PYTHONUTF8: '1', PATH: withNode(process.env) }),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C comes to us alone, who end it in order; on Windows this would open a window.
    detached: !IS_WINDOWS,
    windowsHide: true,
  });
  let said = '';
  const keep = (/** @type {Buffer} */ text) => { said = (said + text).slice(-20_000); };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { child, url: `http://${LOCALHOST}:${port}/lab?token=${token}`, ready: untilReady(child, port, token), log: () => said };
}

/** @param {import('node:child_process').ChildProcess} child @param {number} port @param {string} token */
async function untilReady(child, port, token) {
  let problem = '';
  child.once('error', (error) => { problem = error.message; });
  child.once('exit', (code, signal) => { problem ||= `JupyterLab ended (${signal ?? `exit code ${code}`})`; });
  for (;;) {
    if (problem) throw new Error(problem);
    try {
      const { ok } = await fetch(`http://${LOCALHOST}:${port}/api/status`, { headers: { authorization: `token ${token}` } });
      if (ok) return;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A terminal in JupyterLab finds the Node that runs us. @param {NodeJS.ProcessEnv} environment */
function withNode({ PATH = '' }) {
  return [dirname(process.execPath), PATH].join(IS_WINDOWS ? ';' : ':');
}
