import { spawnSync } from 'node:child_process';
// @ts-check
/**
 * Makes the Python environment of the notebooks, .venv: pinned JupyterLab, and tslab registered as its kernel.
 * Nothing is done twice. With --python <path> that Python is used as it is, without .venv: for Binder, whose JupyterLab is its own.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { registerKernel } from './lib/kernelspec.mjs';
import { writeLabSettings } from './lib/lab-settings.mjs';
import { runToEnd } from './lib/processes.mjs';
import { pythonIn, ROOT, VENV } from './lib/project.mjs';
import { askPython, findPython, isNewEnough, whatIsMissing } from './lib/python.mjs';
import { remove } from './lib/remove.mjs';
import { runTool, ToolError } from './lib/tool-error.mjs';

const REQUIREMENTS = join(ROOT, 'tools', 'requirements.txt');
/** In .venv: what was installed. */
const STAMP = 'mdgl-stamp.txt';

/**
 * Makes .venv complete, or finds it so, and registers the kernel in it.
 * @param {(text: string) => void} [say]
 * @returns {string} its Python
 */
export function prepareEnvironment(say = sayOnStderr) {
  const python = pythonIn(VENV);
  if (!isComplete(VENV)) {
    const start = performance.now();
    const base = findPython();
    say(`making .venv with Python ${base.version.join('.')} and ${pins().join(', ')} (once, about half a minute)`);
    remove(VENV);
    runToEnd('making .venv', [...base.command, '-m', 'venv', VENV]);
    install(python);
    writeFileSync(join(VENV, STAMP), stampOf(VENV));
    say(`.venv is ready (${((performance.now() - start) / 1000).toFixed(0)} s)`);
  }
  finish(VENV);
  return python;
}

/**
 * The same in a Python that is there already.
 * @param {string} command
 */
export function prepareIn(command) {
  const python = askPython([command]);
  if (!python) throw new ToolError(`--python ${command}: not a Python that can be started`);
  if (!isNewEnough(python)) throw new ToolError(whatIsMissing([python]));
  if (!python.pip) throw new ToolError(`--python ${command}: this Python has no pip; python -m ensurepip installs it`);
  install(command);
  const { stdout } = spawnSync(command, ['-c', 'import sys; print(sys.prefix)'], { encoding: 'utf8' });
  finish(stdout.trim());
}

/** @param {string} python */
function install(python) {
  runToEnd('installing JupyterLab', [
    python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS,
  ]);
}

/** @param {string} prefix */
function finish(prefix) {
  writeLabSettings(prefix);
  registerKernel(prefix);
}

/** Whether an environment holds what the requirements say, for a Python that is still there. @param {string} environment */
export function isComplete(environment) {
  const stamp = join(environment, STAMP);
  return existsSync(pythonIn(environment)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(environment);
}

/**
 * Requirements and Python's version, from files alone: starting a Python would take longer than all the rest.
 * @param {string} environment
 */
function stampOf(environment) {
  const config = join(environment, 'pyvenv.cfg');
  const version = existsSync(config) ? /^version(?:_info)? *= *(.+)$/m.exec(readFileSync(config, 'utf8'))?.[1].trim() : undefined;
  return `${createHash('sha256').update(pins().join('\n')).digest('hex')} Python ${version}\n`;
}

/** @returns {string[]} such as `jupyterlab==4.6.6` */
function pins() {
  return readFileSync(REQUIREMENTS, 'utf8').split(/\r?\n/).map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
}

/** @param {string} text */
function sayOnStderr(text) {
  process.stderr.write(`${text}\n`);
}

function main() {
  const { values } = parseArgs({ options: { python: { type: 'string' } } });
  if (values.python === undefined) prepareEnvironment();
  else prepareIn(values.python);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await runTool(main);
