import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import type { Weights } from '../../../src/core/network/network';
import { settings } from '../../../src/core/settings';
import { initialState, weightsOf } from '../../../src/core/training/state';
import { readWeights } from '../../../src/node/results/read-weights';
import { weightsNpz } from '../../../src/node/results/weights-npz';
import { newFolder, write } from '../../support/golden';

const FAULTS = join(__dirname, '..', '..', 'faults');

type Writer = (view: DataView, at: number, value: number, little: boolean) => void;
const WRITERS: Record<string, Writer> = {
  b1: (view, at, value) => view.setUint8(at, value),
  i1: (view, at, value) => view.setInt8(at, value),
  u1: (view, at, value) => view.setUint8(at, value),
  i2: (view, at, value, little) => view.setInt16(at, value, little),
  u2: (view, at, value, little) => view.setUint16(at, value, little),
  i4: (view, at, value, little) => view.setInt32(at, value, little),
  u4: (view, at, value, little) => view.setUint32(at, value, little),
  i8: (view, at, value, little) => view.setBigInt64(at, BigInt(value), little),
  u8: (view, at, value, little) => view.setBigUint64(at, BigInt(value), little),
  f4: (view, at, value, little) => view.setFloat32(at, value, little),
  f8: (view, at, value, little) => view.setFloat64(at, value, little),
};

interface Stored {
  /** In the order in which they are stored. */
  readonly values: readonly number[];
  readonly shape: readonly number[];
  readonly dtype?: string;
  readonly byColumns?: boolean;
  /** Bytes in place of the numbers. */
  readonly bytes?: Uint8Array;
}

/** What numpy.save writes. */
function npy({ values, shape, dtype = '<f8', byColumns = false, bytes }: Stored): Uint8Array {
  const descr = dtype.startsWith('[') ? dtype : `'${dtype}'`;
  const header = `{'descr': ${descr}, 'fortran_order': ${byColumns ? 'True' : 'False'}, 'shape': `
    + `(${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }\n`;
  const kind = dtype.slice(1);
  const numbers = bytes ?? new Uint8Array(values.length * Number(kind[1]));
  if (!bytes) values.forEach((value, n) => WRITERS[kind](new DataView(numbers.buffer), n * Number(kind[1]), value, dtype[0] !== '>'));
  const size = Buffer.alloc(2);
  size.writeUInt16LE(header.length);
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), size, Buffer.from(header, 'latin1'), numbers]);
}

/** Two inputs, three neurons, two outputs; whole numbers of one sign, so that every dtype can hold them. */
const small = {
  input: { shape: [2, 3], values: [1, 0, 2, 0, 3, 4] },
  recurrent: { shape: [3, 3], values: [0, 5, 6, 7, 0, 8, 9, 0, 0] },
  output: { shape: [3, 2], values: [1, 2, 3, 4, 0, 6] },
  bias: { shape: [2], values: [1, 0] },
  input_signs: { shape: [2], values: [1, 1] },
  neuron_signs: { shape: [3], values: [1, 1, 1] },
} satisfies Record<string, Stored>;
type Name = keyof typeof small;
const names = Object.keys(small) as Name[];

function npz(changes: { readonly [N in Name]?: Stored | undefined | Uint8Array }): string {
  const arrays = Object.entries({ ...small, ...changes }).filter(([, array]) => array !== undefined) as [string, Stored | Uint8Array][];
  const path = join(newFolder(), 'w.npz');
  writeFileSync(
    path,
    zipSync(Object.fromEntries(arrays.map(([name, array]) => [`${name}.npy`, array instanceof Uint8Array ? array : npy(array)])))
  );
  return path;
}

/** The message of the one line with which a file is refused, without the file's name. */
async function refusal(path: string): Promise<string> {
  const error = await readWeights(path).then(() => undefined, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  const { message } = error as Error;
  expect(message).not.toContain('\n');
  expect(message.startsWith(`${path}: `), message).toBe(true);
  return message.slice(path.length + 2);
}

/** The same array, stored by columns. */
function storedByColumns(array: Stored): Stored {
  const { shape: [rows, columns = 1], values } = array;
  return { ...array, values: values.map((_, n) => values[(n % rows) * columns + Math.floor(n / rows)]), byColumns: true };
}

const expected: Weights = {
  input: [Float64Array.of(1, 0, 2), Float64Array.of(0, 3, 4)],
  recurrent: [Float64Array.of(0, 5, 6), Float64Array.of(7, 0, 8), Float64Array.of(9, 0, 0)],
  output: [Float64Array.of(1, 2), Float64Array.of(3, 4), Float64Array.of(0, 6)],
  bias: Float64Array.of(1, 0),
};

describe('readWeights reads', () => {
  it.each(['tiny', 'pattern-generation', 'rflo'] as const)('what weightsNpz wrote of preset %s, to the last bit', async (preset) => {
    const state = initialState(settings(preset), 3);
    const path = join(newFolder(), 'weights.npz');
    writeFileSync(path, await weightsNpz(state));
    expect(await readWeights(path)).toEqual(weightsOf(state));
  });

  it('what NumPy wrote by columns, as the same weights', async () => {
    expect(await readWeights(join(FAULTS, 'weights-fortran.npz'))).toEqual(await readWeights(join(FAULTS, 'weights-original.npz')));
  });

  it.each(names)('%s in either order of indices and bytes, of every dtype that can hold it', async (name) => {
    const dtypes = ['|i1', '|u1', ...Object.keys(WRITERS).slice(3).flatMap((kind) => [`<${kind}`, `>${kind}`])];
    for (const dtype of dtypes) {
      expect(await readWeights(npz({ [name]: { ...small[name], dtype } })), dtype).toEqual(expected);
      expect(await readWeights(npz({ [name]: storedByColumns({ ...small[name], dtype }) })), dtype).toEqual(expected);
    }
  });

  it('negative numbers, fractions and bool', async () => {
    const signs = { input_signs: { shape: [2], values: [-1, 1], dtype: '|i1' } };
    const halves = await readWeights(npz({ ...signs, input: { shape: [2, 3], values: [-0.5, 0, -1.25, 0, 3, 0.75], dtype: '>f4' } }));
    expect(halves.input).toEqual([Float64Array.of(-0.5, 0, -1.25), Float64Array.of(0, 3, 0.75)]);
    const whole = await readWeights(npz({ ...signs, input: { shape: [2, 3], values: [-2, 0, -300, 0, 3, 4], dtype: '>i8' } }));
    expect(whole.input).toEqual([Float64Array.of(-2, 0, -300), Float64Array.of(0, 3, 4)]);
    const bools = await readWeights(npz({ bias: { shape: [2], values: [1, 0], dtype: '|b1' } }));
    expect(bools.bias).toEqual(Float64Array.of(1, 0));
  });

  it('weights without signs', async () => {
    expect(await readWeights(npz({ input_signs: undefined, neuron_signs: undefined }))).toEqual(expected);
  });
});

describe('readWeights refuses in one line', () => {
  const others = ['<c16', '>c8', '|O', '<U3', '|S3', '<f2', '<f16', '<M8[s]', '[(\'a\', \'<f8\'), (\'b\', \'<i4\')]'];
  it.each(others)('every array of dtype %s', async (dtype) => {
    for (const name of names) {
      const { shape, values } = small[name];
      const shown = `${shape.join(', ')}${shape.length === 1 ? ',' : ''}`;
      expect(await refusal(npz({ [name]: { shape, values, dtype, bytes: new Uint8Array(16 * values.length) } }))).toBe(
        `array ${name} (dtype ${dtype.replace(/'/g, '')}, shape (${shown})): allowed are bool, integers, float32 and float64, which `
          + `array.astype('<f8') makes`
      );
    }
  });

  it.each(names)('%s of another number of dimensions, or empty', async (name) => {
    const { shape, values } = small[name];
    for (const wrong of [[1, ...shape], shape.length === 1 ? [] : [values.length], shape.map(() => 0)]) {
      const count = wrong.reduce<number>((product, size) => product * size, 1);
      expect(await refusal(npz({ [name]: { shape: wrong, values: values.slice(0, count) } }))).toMatch(
        new RegExp(`^array ${name} \\(dtype <f8, shape \\(.*\\)\\): must be (inputs|neurons|outputs)`)
      );
    }
  });

  it.each([NaN, Infinity, -Infinity])('a number that is %s, in any array', async (number) => {
    for (const name of names) {
      for (const dtype of ['<f8', '>f4']) {
        const { shape, values } = small[name];
        const place = shape.length === 1 ? '[1]' : '[0][1]';
        expect(await refusal(npz({ [name]: { shape, values: values.with(1, number), dtype } }))).toMatch(
          new RegExp(`^array ${name} \\(dtype ${dtype}, .*: ${place.replace(/[[\]]/g, '\\$&')} is ${number}, must be finite$`)
        );
      }
    }
  });

  it.each<[Name, string]>([
    [
      'input',
      'array recurrent (dtype <f8, shape (3, 3)): must be neurons × neurons with 2 neurons, as many as array input (dtype <f8, shape '
        + '(2, 2)) has',
    ],
    [
      'recurrent',
      'array recurrent (dtype <f8, shape (3, 2)): must be neurons × neurons with 3 neurons, as many as array input (dtype <f8, shape '
        + '(2, 3)) has',
    ],
    ['output', 'array bias (dtype <f8, shape (2,)): must be outputs with 1 outputs, as many as array output (dtype <f8, shape (3, 1)) has'],
    ['bias', 'array bias (dtype <f8, shape (1,)): must be outputs with 2 outputs, as many as array output (dtype <f8, shape (3, 2)) has'],
    [
      'input_signs',
      'array input_signs (dtype <f8, shape (1,)): must be inputs with 2 inputs, as many as array input (dtype <f8, shape (2, 3)) has',
    ],
    [
      'neuron_signs',
      'array neuron_signs (dtype <f8, shape (2,)): must be neurons with 3 neurons, as many as array input (dtype <f8, shape (2, 3)) has',
    ],
  ])('%s with one column less than the others', async (name, message) => {
    const { shape, values } = small[name];
    const columns = shape.at(-1)!;
    const narrow = { shape: shape.with(-1, columns - 1), values: values.filter((_, n) => n % columns !== columns - 1) };
    expect(await refusal(npz({ [name]: narrow }))).toBe(message);
  });

  it('arrays that are missing, cut off, or no arrays', async () => {
    for (const name of names.slice(0, 4)) {
      expect(await refusal(npz({ [name]: undefined }))).toBe(`has no array ${name}; needed are input, recurrent, output and bias`);
    }
    const whole = npy(small.recurrent);
    expect(await refusal(npz({ recurrent: whole.slice(0, -3) }))).toBe(
      'array recurrent (dtype <f8, shape (3, 3)): has 69 bytes of numbers, must have 72'
    );
    expect(await refusal(npz({ recurrent: Buffer.concat([whole, whole]) }))).toMatch(/^array recurrent .* bytes of numbers, must have 72$/);
    for (const bytes of [whole.slice(0, 40), whole.slice(0, 7), Buffer.from('hello'), new Uint8Array()]) {
      expect(await refusal(npz({ recurrent: bytes }))).toBe('array recurrent: is damaged or no array; allowed is what numpy.savez writes');
    }
  });

  it('weights that no network of ours has', async () => {
    const { input, recurrent, neuron_signs: signs } = small;
    expect(await refusal(npz({ input: { ...input, values: [1, 0, 2, 0, 3, -4] } }))).toBe(
      "array input (dtype <f8, shape (2, 3)): [1][2] is -4, must have its row's sign, 1"
    );
    expect(await refusal(npz({ neuron_signs: { ...signs, values: [1, 1, -1] } }))).toBe(
      "array recurrent (dtype <f8, shape (3, 3)): [2][0] is 9, must have its row's sign, -1"
    );
    expect(await refusal(npz({ neuron_signs: { ...signs, values: [1, 0.5, 1] } }))).toBe(
      'array neuron_signs (dtype <f8, shape (3,)): [1] is 0.5, must be 1 or -1, or 0 for no sign'
    );
    expect(await refusal(npz({ recurrent: { ...recurrent, values: [0, 5, 6, 7, 2, 8, 9, 0, 0] } }))).toBe(
      'array recurrent (dtype <f8, shape (3, 3)): [1][1] is 2, must be 0, there are no autapses'
    );
  });

  it('what is no file, or no zip, or half of one', async () => {
    await expect(readWeights('nowhere.npz')).rejects.toThrow(
      'nowhere.npz: cannot be read (ENOENT); allowed is an .npz file of stored runs'
    );
    expect(await refusal(write('text.npz', 'text'))).toMatch(/^is damaged or no \.npz file/);
    const half = write('half.npz', '');
    writeFileSync(half, (await weightsNpz(initialState(settings('tiny'), 3))).slice(0, 2000));
    expect(await refusal(half)).toMatch(/^is damaged or no \.npz file/);
  });

  it('a file with a bit flipped, wherever in an array that is', () => {
    const whole = readFileSync(join(FAULTS, 'weights-original.npz'));
    const stored = zipSync(unzipSync(whole), { level: 0 });
    const firsts = ['input', 'recurrent', 'output', 'bias'].map((name) => Buffer.from(stored).indexOf(`${name}.npy`) + 140);
    return Promise.all(firsts.map(async (at) => {
      const flipped = Uint8Array.from(stored, (byte, n) => n === at ? byte ^ 1 : byte);
      const path = write('flipped.npz', '');
      writeFileSync(path, flipped);
      expect(await refusal(path)).toMatch(/^is damaged or no \.npz file \(the CRC-32 of \w+\.npy does not fit\)$/);
    }));
  });
});
