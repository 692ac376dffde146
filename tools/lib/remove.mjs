// @ts-check
import { rmSync } from 'node:fs';

/**
 * Removes a folder; while another program has something in it open, on Windows, it is tried again for two seconds.
 * @param {string} folder
 */
export function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 6, retryDelay: 100 });
}
