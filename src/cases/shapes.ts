import { InputError } from '../core/errors';
import type { Matrix } from '../core/network/matrix';

/** Checks of one file's fields against its shape; each throws an InputError that names file, field and value. */
export interface Shapes {
  /** Ends with the message. */
  readonly wrong: (field: string, message: string) => never;
  /** A list of this many. */
  readonly list: (field: string, value: ArrayLike<unknown> | undefined, length: number, unit?: string) => void;
  /** rows × columns */
  readonly matrix: (field: string, value: readonly ArrayLike<unknown>[] | undefined, rows: number, columns: number) => void;
  /** A number of something, counted from 0. */
  readonly below: (field: string, value: number, limit: number) => void;
}

export function shapesOf(path: string): Shapes {
  const wrong = (field: string, message: string): never => { throw new InputError(`${path}: ${field}: ${message}`); };
  const list = (field: string, value: ArrayLike<unknown> | undefined, length: number, unit = 'entries') => {
    if (value === undefined) wrong(field, 'is missing');
    else if (value.length !== length) wrong(field, `must have ${length} ${unit} (given: ${value.length})`);
  };
  return {
    wrong,
    list,
    matrix(field, value, rows, columns) {
      list(field, value, rows, 'rows');
      value?.forEach((row, r) => list(`${field}[${r}]`, row, columns));
    },
    below(field, value, limit) {
      if (!(value < limit)) wrong(field, `must be below ${limit} (given: ${value})`);
    },
  };
}

export function matrixOf(rows: readonly number[][]): Matrix {
  return rows.map((row) => Float64Array.from(row));
}
