import { InputError } from 'mdgl/browser';

/** Puts what went wrong in a cell into words; what the library says of a wrong value is one line that stands for itself. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return `Error: ${String(error)}`;
  if (error instanceof InputError || error.message === 'interrupted') return error.message;
  const hint = error instanceof ReferenceError ? '; run the cells above first' : '';
  return `${error.name}: ${error.message}${hint}`;
}
