import * as tf from '@tensorflow/tfjs';
import { checkShape } from '../core/engine/batch';
import { InputError } from '../core/errors';
import type { Matrix } from '../core/network/matrix';
import { mustHaveUnits, type Network, type Weights } from '../core/network/network';
import type { TensorWeights } from './weights';

/** The gradients come in this order. */
const weightNames = ['input', 'recurrent', 'output', 'bias'] as const;

/** Says a value in a few words, for a message. */
export function valueInWords(value: unknown): string {
  if (value instanceof tf.Tensor) return `a tensor [${value.shape.join(', ')}]`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return 'an array';
  return typeof value === 'object' && value ? 'an object' : typeof value === 'function' ? 'a function' : String(value);
}

/**
 * Refuses what is not a tensor of numbers that is alive.
 * @param remedy how to come by one, in words that follow a semicolon
 * @param wanted its shape: a number for a length that must be so, a name for one that may be any
 * @throws InputError naming what it is
 */
export function mustBeTensor(
  name: string,
  value: unknown,
  remedy: string,
  wanted?: readonly (number | string)[]
): asserts value is tf.Tensor {
  if (!(value instanceof tf.Tensor)) throw new InputError(`${name} is ${valueInWords(value)}, must be a tensor; ${remedy}`);
  if (value.isDisposed) throw new InputError(`${name} is a tensor that is disposed of, must be alive`);
  const { dtype, shape } = value;
  if (dtype === 'string' || dtype === 'complex64') throw new InputError(`${name} is of dtype ${dtype}, must be float32, int32 or bool`);
  const fits = !wanted || (shape.length === wanted.length && wanted.every((n, d) => typeof n === 'string' || n === shape[d]));
  if (!fits) throw new InputError(`${name} has shape [${shape.join(', ')}], must be [${wanted.join(', ')}]`);
}

/** @throws InputError if something is no network of the library */
export function mustBeNetwork(value: unknown): asserts value is Network {
  const counts = ['inputs', 'neurons', 'outputs'] as const;
  const network = value as Partial<Network> | null | undefined;
  if (!network || !counts.every((of) => typeof network[of] === 'number')) {
    throw new InputError(`network is ${valueInWords(value)}, must be a network: networkOf(settings)`);
  }
  mustHaveUnits(network as Network);
}

/**
 * Refuses weights that are not four tensors of the network's shapes.
 * @throws InputError naming the weights that are not
 */
export function mustFitNetwork(weights: TensorWeights, { inputs, neurons, outputs }: Network): void {
  const remedy = 'weightTensors(weights) or weightVariables(weights) makes tensors of the library\'s';
  if (typeof weights !== 'object' || !weights) {
    throw new InputError(`weights is ${valueInWords(weights)}, must be the four weights as tensors; ${remedy}`);
  }
  const shapes = { input: [inputs, neurons], recurrent: [neurons, neurons], output: [neurons, outputs], bias: [outputs] };
  for (const of of weightNames) mustBeTensor(`weights.${of}`, weights[of], remedy, shapes[of]);
}

/**
 * Refuses input spikes that are no tensor with as many channels as the network has inputs; their numbers are not looked at.
 * @throws InputError naming both shapes
 */
export function mustBeInput(input: unknown, { inputs }: Network): asserts input is tf.Tensor3D {
  mustBeTensor('input', input, 'tf.tensor3d(counts) makes one of nested arrays, rasterTensor(rasters, channels) one of rasters');
  const { shape } = input;
  if (shape.length !== 3 || shape[2] !== inputs) {
    throw new InputError(`input has shape [${shape.join(', ')}], must be [trials, steps, ${inputs}], as the network has ${inputs} inputs`);
  }
}

/** @throws InputError naming the first number that is NaN or infinite */
export function mustBeFinite(name: string, values: ArrayLike<number>): void {
  for (let n = 0; n < values.length; n++) {
    if (!Number.isFinite(values[n])) {
      throw new InputError(`${name}[${n}] is ${values[n]}, must be finite`);
    }
  }
}

/** @throws InputError naming the first weight that is NaN or infinite */
export function mustBeFiniteWeights({ bias, ...matrices }: Weights): void {
  for (const [name, matrix] of Object.entries(matrices)) matrix.forEach((row, r) => mustBeFinite(`weights.${name}[${r}]`, row));
  mustBeFinite('weights.bias', bias);
}

/** @throws InputError if something is no matrix of the library, or has another shape */
export function mustBeMatrix(name: string, value: unknown, rows: number, columns: number): asserts value is Matrix {
  if (value instanceof tf.Tensor) throw new InputError(`${name} is a tensor, must be a matrix; tensorMatrix(tensor) makes one`);
  const isRow = (row: unknown): row is ArrayLike<number> => Array.isArray(row) || ArrayBuffer.isView(row);
  if (!Array.isArray(value) || !value.every(isRow)) {
    throw new InputError(`${name} is ${valueInWords(value)}, must be a matrix, ${rows} × ${columns}`);
  }
  checkShape(name, value, rows, columns);
}

/** @throws InputError naming a property that is not among the known ones */
export function mustBeKnown(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new InputError(`unknown ${what} "${unknown}"; known are ${known.join(', ')}`);
}
