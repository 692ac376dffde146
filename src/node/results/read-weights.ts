import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { InputError } from '../../core/errors';
import type { Matrix } from '../../core/network/matrix';
import type { Weights } from '../../core/network/network';
import { readBytes } from '../files/read-bytes';
import { entryName, npyOf, type NpyArray } from './npy';
import { zipChecksums } from './zip-checksums';

/**
 * Reads the weights in a file `weights/RULE-SEED.npz` of stored runs, or in one of NumPy's with arrays input, recurrent, output
 * and bias. If it has input_signs and neuron_signs too, the weights must obey them.
 * @throws InputError naming the file; of an array its name, dtype and shape, and what is wrong with it
 * @example (await readWeights('data/figure3c/weights/mdgl-1.npz')).recurrent.length // 100
 */
export async function readWeights(path: string): Promise<Weights> {
  const files = contentsOf(path);
  /** How long each dimension is, and which array says so. */
  const known: Record<string, { size: number; by: NpyArray }> = {};
  const array = (name: string, ...dims: string[]): NpyArray => {
    const bytes = files[`${name}.npy`];
    if (!bytes) throw new InputError(`${path}: has no array ${name}; needed are input, recurrent, output and bias`);
    const read = npyOf(bytes, `${path}: array ${name}`, dims);
    dims.forEach((dim, axis) => {
      const { size, by } = known[dim] ??= { size: read.shape[axis], by: read };
      if (read.shape[axis] === size) return;
      const likewise = by.called.slice(path.length + 2);
      throw new InputError(`${read.called}: must be ${dims.join(' × ')} with ${size} ${dim}, as many as ${likewise} has`);
    });
    return read;
  };
  const input = array('input', 'inputs', 'neurons');
  const recurrent = array('recurrent', 'neurons', 'neurons');
  const output = array('output', 'neurons', 'outputs');
  const bias = array('bias', 'outputs');
  const signsOf = (name: string, dim: string) => files[`${name}.npy`] && array(name, dim);
  const [inputSigns, neuronSigns] = [signsOf('input_signs', 'inputs'), signsOf('neuron_signs', 'neurons')];
  mustObey(input, inputSigns);
  mustObey(recurrent, neuronSigns);
  mustObey(output, neuronSigns);
  const [neurons] = recurrent.shape;
  const isDiagonal = (n: number) => n % (neurons + 1) === 0;
  // rate units, which have no signs, may have autapses
  const autapse = recurrent.values.findIndex((w, n) => isDiagonal(n) && w !== 0 && neuronSigns?.values[n / (neurons + 1)] !== 0);
  if (autapse >= 0) refuse(recurrent, autapse, 'must be 0, there are no autapses');
  return { input: matrixOf(input), recurrent: matrixOf(recurrent), output: matrixOf(output), bias: bias.values };
}

function matrixOf({ shape: [rows, columns], values }: NpyArray): Matrix {
  return Array.from({ length: rows }, (_, r) => values.slice(r * columns, (r + 1) * columns));
}

/** Checks Dale's law: whatever a cell sends has its sign, if it has one. */
function mustObey(weights: NpyArray, signs: NpyArray | undefined): void {
  if (!signs) return;
  const none = signs.values.findIndex((sign) => ![-1, 0, 1].includes(sign));
  if (none >= 0) refuse(signs, none, 'must be 1 or -1, or 0 for no sign');
  const signOf = (n: number) => signs.values[Math.floor(n / weights.shape[1])];
  const wrong = weights.values.findIndex((weight, n) => weight * signOf(n) < 0);
  if (wrong >= 0) refuse(weights, wrong, `must have its row's sign, ${signOf(wrong)}`);
}

function refuse(array: NpyArray, n: number, why: string): never {
  throw new InputError(`${array.called}: ${entryName(array, n)} is ${array.values[n]}, ${why}`);
}

function contentsOf(path: string): Record<string, Uint8Array> {
  const bytes = readBytes(path, 'allowed is an .npz file of stored runs');
  try {
    const files = unzipSync(bytes);
    const checksums = zipChecksums(bytes);
    const damaged = Object.keys(files).find((name) => crc32(files[name]) !== checksums.get(name));
    if (damaged) throw new Error(`the CRC-32 of ${damaged} does not fit`);
    return files;
  } catch (error) {
    throw new InputError(`${path}: is damaged or no .npz file (${(error as Error).message})`);
  }
}
