import { InputError } from '../../core/errors';

/** A list or matrix of finite numbers from an .npy file of NumPy's. */
export interface NpyArray {
  /** What messages call it: its name, dtype and shape. */
  readonly called: string;
  readonly shape: readonly number[];
  /** Row by row, in whatever order they were stored. */
  readonly values: Float64Array;
}

/** Readers of a number, by NumPy's letter and how many bytes it has. */
const READERS: Record<string, (view: DataView, at: number, little: boolean) => number> = {
  b1: (view, at) => Number(view.getUint8(at) !== 0),
  i1: (view, at) => view.getInt8(at),
  u1: (view, at) => view.getUint8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  u2: (view, at, little) => view.getUint16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

/**
 * Reads a list or a matrix of bools, integers, float32 or float64, big-endian or not, stored by rows or by columns. npyjs, which
 * writes our arrays, reads no big-endian numbers and none at an odd place, and does not refuse a header without a shape.
 * @param name what messages call it
 * @param dims names of its one or two dimensions
 * @throws InputError that gives its name, dtype and shape
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function npyOf(bytes: Uint8Array, name: string, dims: readonly string[]): NpyArray {
  const { dtype, shape, byColumns, start } = headerOf(bytes, name);
  const called = `${name} (dtype ${dtype}, shape (${shape.join(', ')}${shape.length === 1 ? ',' : ''}))`;
  const refuse = (why: string): never => { throw new InputError(`${called}: ${why}`); };
  const [, order, kind = ''] = /^([<>|])(\w\d)$/.exec(dtype) ?? [];
  if (!Object.hasOwn(READERS, kind)) refuse('allowed are bool, integers, float32 and float64, which array.astype(\'<f8\') makes');
  if (shape.length !== dims.length || shape.includes(0)) refuse(`must be ${dims.join(' × ')}, each at least 1`);
  const [rows, columns = 1] = shape;
  const width = Number(kind[1]);
  const needed = rows * columns * width;
  if (bytes.length - start !== needed) refuse(`has ${bytes.length - start} bytes of numbers, must have ${needed}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const values = Float64Array.from({ length: rows * columns }, (_, n) => {
    const [r, c] = [Math.floor(n / columns), n % columns];
    return READERS[kind](view, width * (byColumns ? c * rows + r : n), order !== '>');
  });
  const infinite = values.findIndex((value) => !Number.isFinite(value));
  if (infinite >= 0) refuse(`${entryName({ shape }, infinite)} is ${values[infinite]}, must be finite`);
  return { called, shape, values };
}

/** Names the place of an entry, for messages: [2] in a list, [2][3] in a matrix. */
export function entryName({ shape: [, columns] }: Pick<NpyArray, 'shape'>, n: number): string {
  return columns === undefined ? `[${n}]` : `[${Math.floor(n / columns)}][${n % columns}]`;
}

interface Header {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly byColumns: boolean;
  /** Where the numbers begin. */
  readonly start: number;
}

/** Reads the header, a record as Python writes it: {'descr': '<f8', 'fortran_order': False, 'shape': (100, 2), } */
function headerOf(bytes: Uint8Array, name: string): Header {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const from = file[6] > 1 ? 12 : 10;
  const isNpy = file.length >= from && file.toString('latin1', 0, 6) === '\x93NUMPY';
  const start = isNpy ? from + (from === 10 ? file.readUInt16LE(8) : file.readUInt32LE(8)) : Infinity;
  const header = start <= file.length ? file.toString('latin1', from, start) : '';
  const [, descr] = /'descr'\s*:\s*('[^']*'|\[.*\])/.exec(header) ?? [];
  const [, order] = /'fortran_order'\s*:\s*(True|False)/.exec(header) ?? [];
  const [, shape] = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(header) ?? [];
  if (descr === undefined || order === undefined || shape === undefined) {
    throw new InputError(`${name}: is damaged or no array; allowed is what numpy.savez writes`);
  }
  const sizes = shape.split(',').filter((size) => size.trim() !== '').map(Number);
  return { dtype: descr.replace(/'/g, ''), shape: sizes, byColumns: order === 'True', start };
}
