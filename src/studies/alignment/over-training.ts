/** A number, or none, of one run at one iteration. */
export interface Sample {
  readonly path: string;
  readonly seed: number;
}

/**
 * Of each run along a path, the mean over all that was measured of it, whatever the iteration; what is null does not count,
 * and a run without any number is left out.
 * @param rows of one rule and part
 * @param value the number in question
 * @returns by seed, in the order of the rows
 */
export function overTraining<R extends Sample>(rows: readonly R[], path: string, value: (row: R) => number | null): Map<number, number> {
  const runs = new Map<number, number[]>();
  for (const row of rows) {
    const number = value(row);
    if (row.path !== path || number === null) continue;
    const values = runs.get(row.seed);
    if (values) values.push(number);
    else runs.set(row.seed, [number]);
  }
  return new Map([...runs].map(([seed, values]) => [seed, values.reduce((a, b) => a + b, 0) / values.length]));
}

/**
 * Differences of two rules, seed by seed; seeds that only one of them has are left out.
 * @example
 * pairedDifferences(new Map([[1, 0.5], [2, 0.7]]), new Map([[1, 0.4]])) // [0.1]
 */
export function pairedDifferences(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number[] {
  return [...a].flatMap(([seed, value]) => b.has(seed) ? [value - b.get(seed)!] : []);
}
