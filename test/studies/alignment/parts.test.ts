import { describe, expect, it } from 'vitest';
import { entriesOf, partsOf } from '../../../src/studies/alignment/parts';
import { matrix } from '../../support/network';

// one input, neurons 0 and 2 of type A, neuron 1 of type B
const types = [0, 1, 0];
const parts = partsOf(['A', 'B']);
const gradients = {
  input: matrix([1, 2, 3]),
  recurrent: matrix([0, 12, 13], [21, 0, 23], [31, 32, 0]),
  output: matrix([9], [9], [9]),
  bias: Float64Array.of(9),
};
const places = { input: matrix([1, 1, 0]), recurrent: matrix([0, 1, 1], [1, 0, 0], [0, 1, 0]) };
const entries = (name: string) => entriesOf(parts.find((part) => part.name === name)!, gradients, places, types);

describe('the parts of a gradient', () => {
  it('are the whole, both matrices, the receiving types of the input and the type pairs', () => {
    expect(parts.map((part) => part.name)).toEqual([
      'all', 'input', 'recurrent', 'input A', 'input B', 'recurrent A>A', 'recurrent A>B', 'recurrent B>A', 'recurrent B>B',
    ]);
  });

  it('hold the entries of connected places only, from presynaptic to postsynaptic type', () => {
    expect(entries('all')).toEqual([1, 2, 12, 13, 21, 32]);
    expect(entries('input')).toEqual([1, 2]);
    expect(entries('recurrent')).toEqual([12, 13, 21, 32]);
    expect(entries('input A')).toEqual([1]);
    expect(entries('input B')).toEqual([2]);
    expect(entries('recurrent A>A')).toEqual([13]);
    expect(entries('recurrent A>B')).toEqual([12, 32]);
    expect(entries('recurrent B>A')).toEqual([21]);
    expect(entries('recurrent B>B')).toEqual([]);
  });
});
