// @ts-check

const MEGABYTES = 3;

/** GitHub shows no large notebooks. @param {import('../notebook.mjs').Notebook} notebook */
export function size({ bytes }) {
  return bytes > MEGABYTES * 1e6 ? [`the file has ${(bytes / 1e6).toFixed(1)} MB, at most ${MEGABYTES} are allowed`] : [];
}
