import { rmSync } from 'node:fs';

/**
 * Removes a file, or a folder with all that it holds, if there is one. While another program has it open, which Windows does
 * not allow then, it is tried again for two seconds.
 */
export function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 6, retryDelay: 100 });
}
