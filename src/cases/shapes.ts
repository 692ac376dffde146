import { InputError } from '../core/errors';
import type { Matrix } from '../core/network/matrix';

/** Checks of one file's fields against its shape; each throws an InputError that names file, field and value. */
export type Shapes = ReturnType<typeof shapesOf>;

/** Makes the checks of a file. */
export function shapesOf(path: string) {
  const wrong = (field: string, message: string): never => { throw new InputError(`${path}: ${field}: ${message}`); };
  const list = (field: string, value: ArrayLike<unknown> | undefined, length: number, unit = 'entries') => {
    if (value === undefined) wrong(field, 'is missing');
    else if (value.length !== length) wrong(field, `must have ${length} ${unit} (given: ${value.length})`);
  };
  return {
    /** Ends with the message. */
    wrong,
    /** A list of this many. */
    list,
    /** Asks for rows × columns */
    matrix(field: string, value: readonly ArrayLike<unknown>[] | undefined, rows: number, columns: number) {
      list(field, value, rows, 'rows');
      value?.forEach((row, r) => list(`${field}[${r}]`, row, columns));
    },
    /** Asks for a number of something, counted from 0. */
    below(field: string, value: number, limit: number) {
      if (!(value < limit)) wrong(field, `must be below ${limit} (given: ${value})`);
    },
  };
}

export function matrixOf(rows: readonly number[][]): Matrix {
  return rows.map((row) => Float64Array.from(row));
}
