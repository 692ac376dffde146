import { describe, expect, it } from 'vitest';
import { zeros } from '../../../src/core/network/matrix';
import { stream } from '../../../src/core/random';
import { choose, deal, reconnect } from '../../../src/core/training/rewiring';
import { synapsesOf, type Synapses } from '../../../src/core/training/synapses';

const chance = (n = 0) => stream(1, 'rewiring', n);

/** A matrix of which all places may be connected, and the first few are. */
function synapses(rows: number, columns: number, connected: number): Synapses {
  const all = synapsesOf(zeros(rows, columns), new Int8Array(rows).fill(1), () => true);
  all.theta.fill(1, 0, connected);
  return all;
}

const born = ({ theta }: Synapses) => theta.filter((value) => value === 1e-12).length;

describe('reconnection', () => {
  it('makes up for what is missing of int(Σ size · connectivity)', () => {
    // int(9.9 + 4.05) = 13, of which 3 are there
    const matrices = [synapses(10, 11, 2), synapses(5, 9, 1)];
    reconnect(matrices, 0.09, chance());
    expect(born(matrices[0]) + born(matrices[1])).toBe(13 - 3);
    for (const { theta } of matrices) expect(theta.filter((value) => value === 1)).toHaveLength(theta === matrices[0].theta ? 2 : 1);
  });

  it('makes none where none is missing', () => {
    const full = synapses(10, 10, 50);
    reconnect([full], 0.1, chance());
    expect(born(full)).toBe(0);
  });

  it('deals in proportion to size, at random', () => {
    const counts = Array.from({ length: 400 }, (_, n) => {
      const matrices = [synapses(30, 10, 0), synapses(10, 10, 0)];
      reconnect(matrices, 0.1, chance(n));
      expect(born(matrices[0]) + born(matrices[1])).toBe(40);
      return born(matrices[0]);
    });
    const mean = counts.reduce((a, b) => a + b) / counts.length;
    // binomial: 40 draws at ¾, standard deviation √7.5
    expect(Math.abs(mean - 30)).toBeLessThan(0.6);
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    expect(Math.abs(variance - 7.5)).toBeLessThan(1.5);
  });

  it('takes all free places of a matrix that has fewer than it is dealt, and gives the rest to none', () => {
    const [crowded, empty] = [synapses(10, 10, 98), synapses(10, 10, 0)];
    crowded.theta.fill(0, 0, 2);
    reconnect([crowded, empty], 0.9, chance());
    expect(born(crowded)).toBe(4);
    expect([...crowded.theta.subarray(0, 2)]).toEqual([1e-12, 1e-12]);
    // 180 wanted, 96 there: 84 dealt, half of them to each on average
    expect(born(empty)).toBeGreaterThan(25);
    expect(born(empty)).toBeLessThan(60);
  });

  it('chooses among free places alone, each as often as any other', () => {
    const often = new Float64Array(20);
    for (let n = 0; n < 1000; n++) {
      const some = synapses(4, 5, 10);
      reconnect([some], 0.75, chance(n));
      expect(born(some)).toBe(5);
      some.theta.forEach((value, s) => { if (value === 1e-12) often[s]++; });
    }
    for (let s = 0; s < 20; s++) expect(Math.abs(often[s] - (s < 10 ? 0 : 500))).toBeLessThan(s < 10 ? 1 : 70);
  });

  it('counts a θ that went below 0 as free', () => {
    const one = synapses(1, 1, 0);
    one.theta[0] = -0.5;
    reconnect([one], 1, chance());
    expect(one.theta[0]).toBe(1e-12);
  });
});

describe('dealing and choosing', () => {
  it('deals nothing to a pile without weight, and nothing where the number is not positive', () => {
    expect(deal(7, [0, 5, 0], chance())).toEqual([0, 7, 0]);
    expect(deal(-3, [1, 1], chance())).toEqual([0, 0]);
  });

  it('chooses without repetition', () => {
    const chosen = choose(9, [...Array(10).keys()], chance());
    expect(new Set(chosen).size).toBe(9);
    expect(choose(3, ['a', 'b'], chance())).toEqual(['a', 'b']);
  });
});
