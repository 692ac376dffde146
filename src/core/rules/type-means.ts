import { zeros, type Matrix } from '../network/matrix';

/**
 * Computes the mean of a matrix over the block of each pair of cell types.
 * @param matrix neurons × neurons
 * @param which `nonzero`: the mean of the entries that are not 0 (0 where there is none); `all`: of every entry, zeros and the diagonal
 * included
 * @returns cellTypes × cellTypes: [type of the row][type of the column]
 * @example
 * typeMeans([Float64Array.of(0, 4), Float64Array.of(2, 0)], [0, 0], 1, 'nonzero') // [[3]]
 */
export function typeMeans(matrix: Matrix, types: readonly number[], cellTypes: number, which: 'nonzero' | 'all'): Matrix {
  const sums = zeros(cellTypes, cellTypes);
  const counts = zeros(cellTypes, cellTypes);
  matrix.forEach((row, p) => row.forEach((w, j) => {
    if (w === 0 && which === 'nonzero') return;
    sums[types[p]][types[j]] += w;
    counts[types[p]][types[j]]++;
  }));
  sums.forEach((row, a) => row.forEach((sum, b) => { row[b] = counts[a][b] ? sum / counts[a][b] : 0; }));
  return sums;
}
