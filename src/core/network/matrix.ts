/** A matrix as rows, always (pre, post) for weights: `recurrent[q][p]` is the synapse from q to p. */
export type Matrix = Float64Array[];

/** Makes a matrix of zeros; its rows share one buffer. */
export function zeros(rows: number, columns: number): Matrix {
  const all = new Float64Array(rows * columns);
  return Array.from({ length: rows }, (_, r) => all.subarray(r * columns, (r + 1) * columns));
}

/** Lists all entries, row by row. */
export function flat(matrix: Matrix): number[] {
  return matrix.flatMap((row) => Array.from(row));
}

/** Makes a new matrix of the same shape, entry by entry. */
export function mapMatrix(matrix: Matrix, f: (value: number, row: number, column: number) => number): Matrix {
  const result = zeros(matrix.length, matrix[0]?.length ?? 0);
  matrix.forEach((values, r) => values.forEach((value, c) => { result[r][c] = f(value, r, c); }));
  return result;
}

/** Computes Σ_i a_i b_i */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Adds factor · terms to a sum, in place. */
export function addScaled(sum: Float64Array, terms: Float64Array, factor: number): void {
  for (let n = 0; n < sum.length; n++) sum[n] += factor * terms[n];
}
