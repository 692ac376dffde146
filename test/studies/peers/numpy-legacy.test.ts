import { describe, expect, it } from 'vitest';
import { NumpyLegacy } from '../../../src/studies/peers/numpy-legacy';

const draws = (count: number, draw: (from: NumpyLegacy) => number, seed = 1) => {
  const from = new NumpyLegacy(seed);
  return Array.from({ length: count }, () => draw(from));
};

/** All numbers are those of NumPy 1.26. */
describe("NumPy's legacy stream", () => {
  it('begins with the words of seed 1', () => {
    expect(draws(3, (from) => from.word())).toEqual([1791095845, 4282876139, 3093770124]);
  });

  it('has its words on both sides of where the state is made anew', () => {
    const words = draws(2000, (from) => from.word());
    expect([623, 624, 1247, 1248, 1999].map((n) => words[n])).toEqual([2006116153, 1104314680, 1926754611, 3239719367, 138279050]);
  });

  it('takes seeds up to 2³²−1, and no others', () => {
    expect(draws(2, (from) => from.word(), 2 ** 32 - 1)).toEqual([419326371, 479346978]);
    for (const seed of [0, 1.5, 2 ** 32]) {
      expect(() => new NumpyLegacy(seed)).toThrow(`seed is ${seed}, must be a whole number from 1 to 4294967295`);
    }
  });

  it('makes a double of two words', () => {
    expect(draws(3, (from) => from.double())).toEqual([0.417022004702574, 0.7203244934421581, 0.00011437481734488664]);
  });

  it('makes two normal numbers of a pair of doubles', () => {
    expect(draws(4, (from) => from.normal())).toEqual(
      [1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -1.0729686221561705]
    );
  });

  it('keeps the second of them while other numbers are drawn', () => {
    const from = new NumpyLegacy(1);
    expect([from.normal(), from.double(), from.normal()]).toEqual([1.6243453636632417, 0.00011437481734488664, -0.6117564136500754]);
  });

  it('stretches a double to a range', () => {
    expect(draws(2, (from) => from.uniform(-2, 4))).toEqual([0.5021320282154438, 2.321946960652949]);
  });

  it('takes the lowest bit of a word', () => {
    expect(draws(12, (from) => from.bit()).join('')).toBe('110011111001');
  });
});
