import { describe, expect, it } from 'vitest';
import { overTraining } from '../../../src/studies/alignment/over-training';
import { differencesBySeed } from '../../../src/studies/curves/final-means';

describe('overTraining', () => {
  const row = (path: string, seed: number, value: number | null) => ({ path, seed, value });
  const rows = [
    row('bptt', 1, 0.2), row('bptt', 1, 0.4), row('bptt', 2, 0.8), row('bptt', 2, null), row('bptt', 3, null), row('mdgl', 1, 9),
  ];

  it('takes the mean of each run of a path over what there is', () => {
    expect(overTraining(rows, 'bptt', (r) => r.value)).toEqual(new Map([[1, expect.closeTo(0.3, 12)], [2, 0.8]]));
  });

  it('pairs by seed', () => {
    expect(differencesBySeed(new Map([[1, 0.5], [2, 0.75], [4, 1]]), new Map([[2, 0.25], [1, 0.375]]))).toEqual([0.125, 0.5]);
  });
});
