// @ts-check
import { KERNEL } from '../../lib/kernelspec.mjs';

/** @param {import('../notebook.mjs').Notebook} notebook */
export function kernel({ kernel }) {
  return kernel === KERNEL ? [] : [`metadata names kernel ${kernel ?? 'none'}, must be ${KERNEL}`];
}
