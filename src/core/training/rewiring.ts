import { below, uniform, type Stream } from '../random';
import { freePlaces, type Synapses } from './synapses';

/** θ of a synapse that has just come to be. */
export const NEWBORN = 1e-12;

/**
 * Makes as many new synapses as are missing, in place: they are dealt to the matrices at random in proportion to size, and
 * each matrix connects that many of its free places, chosen at random (all of them if it has fewer; the rest is not made).
 * @param connectivity share of all places, those that may never be connected included, that shall be connected
 * @see Bellec et al., ICLR 2018
 */
export function reconnect(matrices: readonly Synapses[], connectivity: number, from: Stream): void {
  const wanted = matrices.map(({ pres, posts }) => pres * posts * connectivity);
  const free = matrices.map(freePlaces);
  const connected = sum(matrices.map(({ theta }, i) => theta.length - free[i].length));
  const dealt = deal(Math.floor(sum(wanted)) - connected, wanted, from);
  matrices.forEach(({ theta }, i) => {
    for (const s of choose(dealt[i], free[i], from)) theta[s] = NEWBORN;
  });
}

/**
 * Deals `number` things, one by one, to piles in proportion to their weights (a multinomial draw).
 * @example
 * deal(2, [0, 5, 0], stream(1, 'rewiring')) // [0, 2, 0]
 */
export function deal(number: number, weights: readonly number[], from: Stream): number[] {
  const piles = weights.map(() => 0);
  const total = sum(weights);
  for (let n = 0; n < number; n++) {
    let left = total * uniform(from);
    const pile = weights.findIndex((weight) => (left -= weight) < 0);
    piles[pile < 0 ? piles.length - 1 : pile]++;
  }
  return piles;
}

/**
 * Chooses `number` of the items, each at most once, in random order; all of them, in their own order and without a draw, if there are
 * no more.
 */
export function choose<T>(number: number, items: readonly T[], from: Stream): T[] {
  const left = [...items];
  if (number >= left.length) return left;
  return Array.from({ length: number }, () => {
    const n = below(from, left.length);
    [left[n], left[left.length - 1]] = [left[left.length - 1], left[n]];
    return left.pop()!;
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
