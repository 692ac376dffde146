// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';
import { ToolError } from './tool-error.mjs';

/** What every notebook names as its kernel. */
export const KERNEL = 'tslab';

/** @param {string} prefix folder of a Python environment */
export function kernelFile(prefix) {
  return join(prefix, 'share', 'jupyter', 'kernels', KERNEL, 'kernel.json');
}

/**
 * What `tslab install` would register, but with the paths of this Node and this clone: then the kernel is found
 * whatever the PATH says, on Windows without a batch file, and by VS Code.
 * @param {string} node
 * @param {string} root
 * @param {NodeJS.Platform} platform
 */
export function kernelspec(node = process.execPath, root = ROOT, platform = process.platform) {
  // Windows has no signal that interrupts; kernel.cjs understands a message.
  const [program, mode] =
    platform === 'win32' ? [join(root, 'tools', 'kernel.cjs'), 'message'] : [join(root, 'node_modules', 'tslab', 'bin', 'tslab'), 'signal'];
  return {
    argv: [node, program, 'kernel', '--config-path', '{connection_file}'],
    display_name: 'TypeScript',
    language: 'typescript',
    interrupt_mode: mode,
  };
}

/** Writes it, each time anew: the clone may have moved. @param {string} prefix */
export function registerKernel(prefix) {
  const spec = kernelspec();
  if (!existsSync(join(ROOT, 'node_modules', 'tslab'))) throw new ToolError('tslab is not installed here; npm ci installs it');
  const file = kernelFile(prefix);
  const text = `${JSON.stringify(spec, null, 1)}\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}
