// @ts-check
import { KERNEL } from '../../lib/kernelspec.mjs';

/** @param {import('../notebook.mjs').Notebook} notebook */
export function kernel(notebook) {
  return notebook.kernel === KERNEL ? [] : [`metadata names kernel ${notebook.kernel ?? 'none'}, must be ${KERNEL}`];
}
