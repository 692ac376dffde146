import { InputError } from '../errors';

/** One output of a cell in several forms, by MIME type; the notebook's viewer takes the richest that it can show. */
export type MimeBundle = Readonly<Record<string, unknown>>;

type Write = (output: { data: MimeBundle; metadata: MimeBundle; transient: { display_id?: string } }, update: boolean) => void;

/** Whether this program is the kernel of a notebook (tslab). */
export function isKernel(): boolean {
  return '__tslab__' in globalThis;
}

/**
 * Adds an output to the running cell, or replaces the one with this id.
 * tslab's own `display` writes one MIME type an output; a chart and its static picture must be one output, else both are seen.
 * @param metadata by MIME type, such as the size of a picture
 * @throws InputError outside a notebook
 */
export function writeOutput(data: MimeBundle, { metadata = {}, id, update = false }: { metadata?: MimeBundle; id?: string; update?: boolean } = {}): void {
  // The module that runs cells, wherever it is installed: a kernel of another folder may have loaded the project's own copy beside its own.
  const loaded = Object.keys(require.cache).filter((file) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file));
  const write = loaded.map((file): Write | null => require.cache[file]!.exports.lastWriteDisplayData).find((found) => found);
  if (!write) throw new InputError('this draws into a notebook, and there is none; elsewhere use renderSvg or renderPng');
  write({ data, metadata, transient: { display_id: id } }, update);
}
