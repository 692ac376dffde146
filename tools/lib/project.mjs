// @ts-check
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
export const NOTEBOOKS = join(ROOT, 'notebooks');
/** The project's own Python environment; git ignores it. */
export const VENV = join(ROOT, '.venv');

export const IS_WINDOWS = process.platform === 'win32';

/**
 * The Python of an environment.
 * @param {string} environment its folder
 * @param {boolean} [windows]
 */
export function pythonIn(environment, windows = IS_WINDOWS) {
  return windows ? join(environment, 'Scripts', 'python.exe') : join(environment, 'bin', 'python');
}
