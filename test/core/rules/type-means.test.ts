import { describe, expect, it } from 'vitest';
import { typeMeans } from '../../../src/core/rules/type-means';
import { matrix } from '../../support/network';

describe('means over the blocks of cell types', () => {
  // types a, b, a: block a→a is rows 0 and 2, columns 0 and 2
  const types = [0, 1, 0];
  const weights = matrix(
    [0, 5, 2],
    [-1, 0, -3],
    [4, 0, 0],
  );

  it('over connections alone: zeros do not count', () => {
    expect(typeMeans(weights, types, 2, 'nonzero')).toEqual(matrix([3, 5], [-2, 0]));
  });

  it('over all entries: zeros and the diagonal count', () => {
    expect(typeMeans(weights, types, 2, 'all')).toEqual(matrix([1.5, 2.5], [-2, 0]));
  });

  it('count a newborn synapse, of weight 1e-12, as a connection', () => {
    const [[mean]] = typeMeans(matrix([0, 1e-12, 3], [0, 0, 0], [0, 0, 0]), [0, 0, 0], 1, 'nonzero');
    expect(mean).toBe((1e-12 + 3) / 2);
  });

  it('are 0 for a block without any connection, and for a type without neurons', () => {
    expect(typeMeans(matrix([0, 1], [0, 0]), [0, 1], 3, 'nonzero')).toEqual(matrix([0, 1, 0], [0, 0, 0], [0, 0, 0]));
  });
});
