/**
 * Pads cells to columns two spaces apart, a line a row.
 *
 * @example aligned([['rule', 'runs'], ['e-prop', '5']]) // ['rule    runs', 'e-prop  5']
 */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column]!)).join('  ').trimEnd());
}
