// @ts-check
/**
 * JupyterLab on the notebooks, from a fresh clone: installs and builds what is missing, and builds again when a source changes.
 *   npm run lab
 *   npm run lab -- --port 9000 --no-browser
 * Ctrl-C ends all of it.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepareEnvironment } from './environment.mjs';
import { buildKernel, installPackages } from './lib/build.mjs';
import { startJupyterLab } from './lib/jupyter.mjs';
import { checkNode } from './lib/node-range.mjs';
import { freePort, isFree } from './lib/ports.mjs';
import { end } from './lib/processes.mjs';
import { NOTEBOOKS } from './lib/project.mjs';
import { runTool, ToolError } from './lib/tool-error.mjs';
import { buildAndWatch } from './lib/watch.mjs';

const DEFAULT_PORT = 8888;
const HELP = `npm run lab [-- options]: JupyterLab on the notebooks
  --port N       this port and no other (by default ${DEFAULT_PORT}, or the next that is free)
  --no-browser   only say the address`;

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      'no-browser': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return say(HELP);
  const port = await portOf(values.port);
  checkNode(process.versions.node);
  if (!existsSync(NOTEBOOKS)) throw new ToolError('notebooks/ is missing; this command runs in a clone of the repository');
  installPackages(say);
  const python = prepareEnvironment(say);
  buildKernel();
  const stopped = stopSignal();
  const build = buildAndWatch(say);
  const lab = startJupyterLab({ python, folder: NOTEBOOKS, port, browser: !values['no-browser'] });
  try {
    const ended = new Promise((resolve) => lab.child.once('exit', () => resolve('ended')));
    const started = Promise.all([build.first, lab.ready]);
    if (await Promise.race([stopped, started.then(() => 'started')]) === 'stopped') return;
    say(`JupyterLab: ${lab.url}\nCtrl-C here ends it.`);
    if (await Promise.race([stopped, ended]) === 'ended') say('JupyterLab has ended.');
  } catch (error) {
    const last = lab.log().trim().split('\n').slice(-5).join('\n');
    throw new ToolError(`${error instanceof Error ? error.message : error}${last ? `; it said:\n${last}` : ''}`);
  } finally {
    build.stop();
    await Promise.all([end(lab.child), end(build.child)]);
  }
}

/** A port that was asked for must be free; the usual one is replaced by the next. @param {string | undefined} text */
async function portOf(text) {
  if (text !== undefined) {
    const port = Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65535) throw new ToolError(`--port is ${text}, must be an integer from 1 to 65535`);
    if (!(await isFree(port))) {
      throw new ToolError(
        `port ${port} is taken by another program; ${await freePort(port + 1)} is free: npm run lab -- --port ${await freePort(port + 1)}`
      );
    }
    return port;
  }
  const port = await freePort(DEFAULT_PORT);
  if (port !== DEFAULT_PORT) say(`port ${DEFAULT_PORT} is taken by another program (another JupyterLab?); this one takes ${port}`);
  return port;
}

/**
 * Resolves at the first signal to stop; those that follow (npm hands on the Ctrl-C that we have had already) change nothing.
 * @returns {Promise<'stopped'>}
 */
function stopSignal() {
  return new Promise((resolve) => {
    let stopping = false;
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => {
        if (!stopping) say('\nending JupyterLab and the compiler');
        stopping = true;
        resolve('stopped');
      });
    }
  });
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`);
}

await runTool(main);
