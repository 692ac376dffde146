// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * JupyterLab asks at its first start whether it may fetch news, and looks for updates: neither belongs in a lesson, or works without a
 * network.
 */
const OVERRIDES = { '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false } };

/** @param {string} prefix folder of a Python environment */
export function writeLabSettings(prefix) {
  const folder = join(prefix, 'share', 'jupyter', 'lab', 'settings');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'overrides.json'), `${JSON.stringify(OVERRIDES, null, 2)}\n`);
}
