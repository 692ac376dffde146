import { describe, expect, it } from 'vitest';
import { gradientAlignment } from '../../../src/studies/alignment/gradient-alignment';
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

describe('gradientAlignment', () => {
  const exact = { ...gradients, input: matrix([1, -2, 7]), recurrent: matrix([0, 12, 0], [21, 0, 5], [5, 32, 0]) };
  const rows = gradientAlignment(gradients, exact, places, types, parts);
  const of = (part: string) => rows.find((row) => row.part === part)!;

  it('compares part by part', () => {
    expect(of('input A')).toEqual({ part: 'input A', cosine: 1, relativeError: 0 });
    expect(of('input B')).toEqual({ part: 'input B', cosine: -1, relativeError: 2 });
    // (1 − 4) / 5
    expect(of('input').cosine).toBeCloseTo(-0.6, 15);
    // the difference is 13 at 0→2 alone, the exact gradient √(12² + 21² + 32²) long
    expect(of('recurrent').relativeError).toBeCloseTo(13 / Math.sqrt(144 + 441 + 1024), 15);
  });

  it('says null where the exact gradient is all zeros, or the part is empty', () => {
    expect(of('recurrent A>A')).toEqual({ part: 'recurrent A>A', cosine: null, relativeError: null });
    expect(of('recurrent B>B')).toEqual({ part: 'recurrent B>B', cosine: null, relativeError: null });
  });

  it('gives 1 and 0 for a gradient beside itself, −1 and 2 for its opposite, in every part that has entries', () => {
    const opposite = {
      ...gradients,
      input: gradients.input.map((row) => row.map((v) => -v)),
      recurrent: gradients.recurrent.map((row) => row.map((v) => -v)),
    };
    const filled = parts.filter((part) => part.name !== 'recurrent B>B');
    for (const row of gradientAlignment(gradients, gradients, places, types, filled)) {
      expect([row.cosine, row.relativeError]).toEqual([expect.closeTo(1, 12), 0]);
    }
    for (const row of gradientAlignment(opposite, gradients, places, types, filled)) {
      expect([row.cosine, row.relativeError]).toEqual([expect.closeTo(-1, 12), expect.closeTo(2, 12)]);
    }
  });
});
