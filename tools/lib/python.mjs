// @ts-check
import { spawnSync } from 'node:child_process';
import { IS_WINDOWS } from './project.mjs';
import { ToolError } from './tool-error.mjs';

/** What JupyterLab 4.6 needs. */
export const OLDEST_PYTHON = /** @type {const} */ ([3, 10]);

/**
 * @typedef {object} Python
 * @property {readonly string[]} command what starts it
 * @property {readonly [number, number, number]} version
 * @property {string} executable its path
 * @property {boolean} venv can make environments with pip in them
 * @property {boolean} pip has pip itself
 */

/** Says what a Python can do, as one line of JSON; even an old one understands it. */
const QUESTION = `
import json, sys
def has(*names):
    try:
        for name in names: __import__(name)
        return True
    except ImportError:
        return False
version = list(sys.version_info[:3])
print(json.dumps({"version": version, "executable": sys.executable, "venv": has("venv", "ensurepip"), "pip": has("pip")}))
`;

/** Newest names last: where `python3` is too old, a newer one often stands beside it. */
export const CANDIDATES = /** @type {readonly (readonly string[])[]} */ ([
  ['python3'], ['python'], ...(IS_WINDOWS ? [['py', '-3']] : []),
  ...[14, 13, 12, 11, 10].map((minor) => [`python3.${minor}`]),
]);

/**
 * Asks a command whether it is a Python.
 * @param {readonly string[]} command
 * @returns {Python | undefined}
 */
export function askPython([program, ...options]) {
  const { status, stdout } = spawnSync(program, [...options, '-c', QUESTION], { encoding: 'utf8', windowsHide: true, timeout: 30_000 });
  if (status !== 0) return undefined;
  try {
    return { ...JSON.parse(stdout.trim().split('\n').at(-1) ?? ''), command: [program, ...options] };
  } catch {
    return undefined;
  }
}

/**
 * The first Python that can make an environment.
 * @param {(command: readonly string[]) => Python | undefined} [ask]
 * @param {readonly (readonly string[])[]} [candidates]
 * @throws {ToolError} one line on what to install
 */
export function findPython(ask = askPython, candidates = CANDIDATES) {
  const found = [];
  for (const command of candidates) {
    const python = ask(command);
    if (!python) continue;
    if (isNewEnough(python) && python.venv) return python;
    found.push(python);
  }
  throw new ToolError(whatIsMissing(found));
}

/** @param {Pick<Python, 'version'>} python */
export function isNewEnough({ version: [major, minor] }) {
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}

/**
 * @param {readonly Python[]} found that will not do
 * @param {NodeJS.Platform} [platform]
 */
export function whatIsMissing(found, platform = process.platform) {
  const withoutVenv = found.find(isNewEnough);
  if (withoutVenv) {
    return `Python ${withoutVenv.version.join('.')} (${withoutVenv.executable}) has no venv or ensurepip module; `
      + `${howToGetVenv(withoutVenv, platform)}`;
  }
  const needed = `the notebooks need Python ${OLDEST_PYTHON.join('.')} or newer`;
  if (found.length > 0) {
    return `${needed}, found is ${found.map(({ version, executable }) => `${version.join('.')} (${executable})`).join(', ')}; `
      + `${howToGetPython(platform)}`;
  }
  return `${needed}, none was found; ${howToGetPython(platform)}`;
}

/** @param {NodeJS.Platform} platform */
export function howToGetPython(platform) {
  if (platform === 'win32') return 'install it: winget install Python.Python.3.12, then open a new terminal';
  if (platform === 'darwin') return 'install it: brew install python, or from python.org';
  return 'install it: sudo apt install python3 python3-venv (Debian, Ubuntu), sudo dnf install python3 (Fedora)';
}

/** @param {Pick<Python, 'version'>} python @param {NodeJS.Platform} platform */
function howToGetVenv({ version: [major, minor] }, platform) {
  if (platform === 'linux') return `install it: sudo apt install python3-venv (Debian, Ubuntu; or python${major}.${minor}-venv)`;
  return platform === 'darwin'
    ? 'reinstall Python: brew reinstall python, or from python.org'
    : 'reinstall Python with pip: winget install Python.Python.3.12';
}
