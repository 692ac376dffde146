import { compare, worstOf, type Comparison } from '../../src/cases/compare';
import type { Evaluation, LessonResult } from '../../src/core/engine/engine';
import type { Matrix } from '../../src/core/network/matrix';

/** Float32 against float64, relative to the largest entry of each array. */
export const FLOAT32 = 2e-4;

/** The array in which two results differ most, relative to its largest entry; infinite where a spike differs. */
export function disagreement(actual: LessonResult, expected: LessonResult): Comparison {
  const spikesIn = ({ spikeCounts, spikes, accuracy }: LessonResult) =>
    JSON.stringify({ spikes: spikes!.map(listOf), spikeCounts: [...spikeCounts], accuracy });
  if (spikesIn(actual) !== spikesIn(expected)) return { of: 'spikes', error: Infinity, tolerance: 0 };
  const pairs: [of: string, actual: ArrayLike<number>, expected: ArrayLike<number>][] = [
    ['loss', [actual.loss], [expected.loss]],
    ['logits', flat(actual.logits), flat(expected.logits)],
    ['input', flat(actual.gradients.input), flat(expected.gradients.input)],
    ['recurrent', flat(actual.gradients.recurrent), flat(expected.gradients.recurrent)],
    ['output', flat(actual.gradients.output), flat(expected.gradients.output)],
    ['bias', actual.gradients.bias, expected.gradients.bias],
  ];
  return worstOf(pairs.map(([of, a, b]) => compare(of, a, b, FLOAT32)));
}

/** All bits of a result, to be compared as a whole: +0 and −0 are different. */
export function bitsOf({
  loss, accuracy, logits, spikeCounts, spikes, gradients,
}: Evaluation & Partial<LessonResult>): Record<string, string | undefined> {
  const bits = (values: Float64Array) => Buffer.from(values.slice().buffer).toString('base64');
  return {
    loss: bits(Float64Array.of(loss)),
    accuracy: String(accuracy),
    logits: bits(flat(logits)),
    spikeCounts: bits(spikeCounts),
    spikes: JSON.stringify(spikes?.map(listOf)),
    input: gradients && bits(flat(gradients.input)),
    recurrent: gradients && bits(flat(gradients.recurrent)),
    output: gradients && bits(flat(gradients.output)),
    bias: gradients && bits(gradients.bias),
  };
}

function listOf({ offsets, channels }: { offsets: Uint32Array; channels: Uint16Array }): number[][] {
  return [[...offsets], [...channels]];
}

function flat(matrix: Matrix): Float64Array {
  return Float64Array.from(matrix.flatMap((row) => [...row]));
}
