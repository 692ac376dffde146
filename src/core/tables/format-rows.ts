/**
 * Writes rows as a CSV table with a header; lines end in \n. Numbers in the shortest form that reads back as the same one; null
 * and undefined as nothing; text in quotes if it needs them.
 * @param columns names, in order; further fields of the rows are passed over
 * @example formatRows(['a', 'b'], [{ a: 1, b: null }]) // 'a,b\n1,\n'
 */
export function formatRows<K extends string>(
  columns: readonly K[],
  rows: readonly { readonly [N in K]?: string | number | null }[]
): string {
  const lines = rows.map((row) => columns.map((name) => csvCell(row[name])).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** Writes a value as a cell, in quotes if it needs them (RFC 4180). */
function csvCell(value: string | number | null | undefined): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
