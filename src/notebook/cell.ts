/** Writes an output of a cell; tslab makes one for each cell that it runs. */
export type CellWriter = (output: { data: object; metadata: object; transient: { display_id?: string } }, update: boolean) => void;

/** Finds the writer of the cell that a notebook's kernel (tslab) runs now, or ran last; undefined if there is no kernel. */
export function cellWriter(): CellWriter | undefined {
  // The module that runs cells, wherever it is installed: a kernel of another folder may have loaded the project's own copy beside its own.
  const loaded = Object.keys(require.cache).filter((file) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file));
  return loaded.map((file): CellWriter | null => require.cache[file]!.exports.lastWriteDisplayData).find((found) => found) ?? undefined;
}
