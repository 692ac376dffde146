import { InputError } from '../core/errors';
import { cellWriter } from './cell';

/** One output of a cell in several forms, by MIME type; the notebook's viewer takes the richest that it can show. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/**
 * Adds an output to the running cell, or replaces the one with this id.
 * tslab's own `display` writes one MIME type an output; a chart and its static picture must be one output, else both are seen.
 * @param metadata by MIME type, such as the size of a picture
 * @throws InputError outside a notebook
 */
export function writeOutput(
  data: MimeBundle,
  { metadata = {}, id, update = false }: { metadata?: MimeBundle; id?: string; update?: boolean } = {}
): void {
  const write = cellWriter();
  if (!write) throw new InputError('this draws into a notebook, and there is none; elsewhere use renderSvg or renderPng');
  write({ data, metadata, transient: { display_id: id } }, update);
}
