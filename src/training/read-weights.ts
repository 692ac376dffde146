import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { InputError } from '../errors';
import type { Matrix } from '../network/matrix';
import type { Weights } from '../network/network';

/**
 * The weights in a file `weights/RULE-SEED.npz` of stored runs.
 * @throws InputError naming the file, if it cannot be read or lacks an array
 * @example
 * (await readWeights('data/figure3c/weights/mdgl-1.npz')).recurrent.length // 100
 */
export async function readWeights(path: string): Promise<Weights> {
  // An ES module by its types, which CommonJS can only import so.
  const { parse } = await import('npyjs');
  const files = contentsOf(path);
  const array = (name: string) => {
    const bytes = files[`${name}.npy`];
    if (!bytes) throw new InputError(`${path}: has no array ${name}; allowed are weights of stored runs: input, recurrent, output, bias`);
    return parse(bytes.slice().buffer);
  };
  const matrix = (name: string): Matrix => {
    const { data, shape: [rows, columns] } = array(name);
    return Array.from({ length: rows }, (_, r) => Float64Array.from((data as Float64Array).subarray(r * columns, (r + 1) * columns)));
  };
  return { input: matrix('input'), recurrent: matrix('recurrent'), output: matrix('output'), bias: Float64Array.from(array('bias').data as Float64Array) };
}

function contentsOf(path: string): Record<string, Uint8Array> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new InputError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code}); allowed is an .npz file of stored runs`);
  }
  try {
    return unzipSync(bytes);
  } catch (error) {
    throw new InputError(`${path}: is damaged or no .npz file (${(error as Error).message})`);
  }
}
