import * as tf from '@tensorflow/tfjs';
import { InputError } from '../core/errors';
import { zeros, type Matrix } from '../core/network/matrix';
import type { Weights } from '../core/network/network';
import { mustBeTensor } from './checks';

/** All weights as tensors or variables, (pre, post). */
export interface TensorWeights<Rank2 extends tf.Tensor = tf.Tensor, Rank1 extends tf.Tensor = tf.Tensor> {
  /** [inputs, neurons] */
  readonly input: Rank2;
  /** [neurons, neurons]; its diagonal is 0 and takes no gradient */
  readonly recurrent: Rank2;
  /** [neurons, outputs] */
  readonly output: Rank2;
  /** [outputs] */
  readonly bias: Rank1;
}

/**
 * Writes a matrix as a tensor [rows, columns]; its numbers are rounded to float32.
 * @throws InputError if rows are not equally long
 */
export function matrixTensor(matrix: Matrix): tf.Tensor2D {
  const columns = matrix[0]?.length ?? 0;
  const values = new Float32Array(matrix.length * columns);
  matrix.forEach((row, r) => {
    if (row.length !== columns) {
      throw new InputError(`row ${r} of the matrix has ${row.length} numbers, row 0 has ${columns}; all must be equally long`);
    }
    values.set(row, r * columns);
  });
  return tf.tensor2d(values, [matrix.length, columns]);
}

/**
 * Reads a tensor [rows, columns] as a matrix.
 * @throws InputError if it is no such tensor
 */
export function tensorMatrix(tensor: tf.Tensor): Matrix {
  return matrixOf('the matrix', tensor);
}

function matrixOf(name: string, tensor: tf.Tensor): Matrix {
  mustBeTensor(name, tensor, 'matrixTensor(matrix) makes one', ['rows', 'columns']);
  const [rows, columns] = tensor.shape;
  const matrix = zeros(rows, columns);
  const values = tensor.dataSync();
  matrix.forEach((row, r) => row.set(values.subarray(r * columns, (r + 1) * columns)));
  return matrix;
}

/** Writes the weights as tensors, to be disposed of by the caller. */
export function weightTensors({ input, recurrent, output, bias }: Weights): TensorWeights<tf.Tensor2D, tf.Tensor1D> {
  return {
    input: matrixTensor(input),
    recurrent: matrixTensor(recurrent),
    output: matrixTensor(output),
    bias: tf.tensor1d(Float32Array.from(bias)),
  };
}

/**
 * Writes the weights as variables that optimizers can change, to be disposed of by the caller.
 */
export function weightVariables(weights: Weights): TensorWeights<tf.Variable<tf.Rank.R2>, tf.Variable<tf.Rank.R1>> {
  return tf.tidy(() => {
    const { input, recurrent, output, bias } = weightTensors(weights);
    return { input: tf.variable(input), recurrent: tf.variable(recurrent), output: tf.variable(output), bias: tf.variable(bias) };
  });
}

/**
 * Reads what tensors or variables hold, as weights of the library.
 * @throws InputError naming weights that are no tensor or have the wrong rank
 */
export function weightsFrom({ input, recurrent, output, bias }: TensorWeights): Weights {
  mustBeTensor('weights.bias', bias, 'tf.tensor1d(bias) makes one', ['outputs']);
  return {
    input: matrixOf('weights.input', input),
    recurrent: matrixOf('weights.recurrent', recurrent),
    output: matrixOf('weights.output', output),
    bias: Float64Array.from(bias.dataSync()),
  };
}
