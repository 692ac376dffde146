import { describe, expect, it } from 'vitest';
import { besidePublished, differenceFrom } from '../../../src/studies/peers/beside-published';
import { publishedLosses } from '../../../src/studies/peers/published';

const of = (test: 'regression' | 'classification-1' | 'classification-2', factor: number) =>
  besidePublished(test, 1, publishedLosses[test].nest!.losses.map((loss) => loss * factor))[4];

describe('a loss beside the published ones', () => {
  it('has null where nothing is published: of TensorFlow for batches of two, and of every seed but 1', () => {
    expect(besidePublished('classification-2', 1, [0.7])).toEqual(
      [{ test: 'classification-2', iteration: 1, ours: 0.7, nest: 0.702163370672, tensorflow: null }]
    );
    expect(besidePublished('regression', 2, [7, 8])[1]).toEqual(
      { test: 'regression', iteration: 2, ours: 8, nest: null, tensorflow: null }
    );
    expect(differenceFrom('nest', besidePublished('regression', 2, [7])[0], 'reference')).toBeUndefined();
  });

  it.each([
    ['regression', 'nest', 0.5e-8, 2e-8],
    ['regression', 'tensorflow', 0.2e-7, 2e-7],
    ['classification-1', 'nest', 0.5e-8, 2e-8],
    ['classification-1', 'tensorflow', 0.5e-6, 2e-6],
    ['classification-2', 'nest', 0.5e-8, 2e-8],
  ] as const)('of %s, in the reference engine, is off from that of %s not by %d, but by %d', (test, source, within, beyond) => {
    expect(differenceFrom(source, of(test, 1 + within), 'reference')).toMatchObject({ isOff: false });
    const { relative, isOff } = differenceFrom(source, of(test, 1 + beyond), 'reference')!;
    expect(isOff).toBe(true);
    expect(relative).toBeGreaterThan(beyond / 2);
  });

  it('in the fast engine is off from 1e-6 on', () => {
    for (const source of ['nest', 'tensorflow'] as const) {
      expect(differenceFrom(source, of('regression', 1 + 0.8e-6), 'wasm')!.isOff).toBe(false);
      expect(differenceFrom(source, of('regression', 1 - 1.2e-6), 'wasm')!.isOff).toBe(true);
    }
  });

  it('is off if it is no number', () => {
    expect(differenceFrom('nest', of('regression', NaN), 'reference')!.isOff).toBe(true);
  });
});
