import { describe, expect, it } from 'vitest';
import { modulationParts, projection } from '../../../src/studies/alignment/modulation-part';
import { partsOf } from '../../../src/studies/alignment/parts';
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

describe('modulationParts', () => {
  const eProp = { ...gradients, input: matrix([1, 1, 0]), recurrent: matrix([0, 0, 0], [0, 0, 0], [0, 0, 0]) };
  const exact = { ...eProp, input: matrix([1, 3, 0]), recurrent: matrix([0, 4, 0], [0, 0, 0], [0, 0, 0]) };
  const of = (rule: typeof eProp, part: string) =>
    modulationParts(rule, eProp, exact, places, types, parts).find((row) => row.part === part)!;

  it('compares what is added to e-prop with what e-prop lacks', () => {
    // lacking: 2 at input→1 and 4 at 0→1; added: 1 at input→1
    const rule = { ...eProp, input: matrix([1, 2, 0]) };
    expect(of(rule, 'all').share).toBeCloseTo(2 / 20, 15);
    expect(of(rule, 'all').cosine).toBeCloseTo(2 / Math.sqrt(20), 15);
    expect(of(rule, 'input B')).toEqual({ part: 'input B', cosine: 1, share: 0.5 });
  });

  it('gives 1 for the exact gradient, 0 and no direction for e-prop itself', () => {
    expect(of(exact, 'all')).toEqual({ part: 'all', cosine: expect.closeTo(1, 12), share: 1 });
    expect(of(eProp, 'all')).toEqual({ part: 'all', cosine: null, share: 0 });
  });

  it('says null where e-prop lacks nothing', () => {
    expect(of(exact, 'input A')).toEqual({ part: 'input A', cosine: null, share: null });
  });
});

describe('projection', () => {
  it('is the share of a vector that another supplies: (2·1 + 0·5) / 4', () => {
    expect(projection([1, 5], [2, 0])).toBe(0.5);
    expect(projection([2, 0], [2, 0])).toBe(1);
    expect(projection([-1, 7], [1, 0])).toBe(-1);
    expect(projection([1, 1], [0, 0])).toBeNull();
  });
});
