import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { checkedSeed, checkedWhole } from './checked';
import { ln } from './digits';
import { InputError } from './errors';

/** What random numbers are drawn for. The position in this list is part of the key: append, never reorder. */
const PURPOSES = [
  'input signs', 'input weights', 'recurrent weights', 'output weights', 'random feedback',
  'training patterns', 'training input', 'validation patterns', 'validation input', 'rewiring', 'benchmark', 'bootstrap', 'silent places',
  'stop patterns', 'stop input', 'cell types',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A sequence of random 32-bit integers (xoroshiro128+). */
export type Stream = RandomGenerator;

/**
 * Makes the stream for one purpose, and within it for one index, say an iteration and a trial.
 *
 * Streams are keyed, not consumed one after another: the key alone fixes every draw, whatever was drawn before,
 * by whom and in which order. So all rules see the same inputs, trials can be made on any worker,
 * and the iteration number is all the state that a checkpoint has to keep.
 *
 * @param seed integer, 1 … 2³²−1
 * @param index integers, 0 … 2³²−1
 * @throws InputError for another seed, index or purpose: some would fall together with one of these
 * @example
 * uniform(stream(1, 'training input', 7, 0)) === uniform(stream(1, 'training input', 7, 0)) // true
 */
export function stream(seed: number, purpose: Purpose, ...index: number[]): Stream {
  const place = PURPOSES.indexOf(purpose);
  if (place < 0) throw new InputError(`purpose ${JSON.stringify(purpose)} is unknown; known are ${PURPOSES.join(', ')}`);
  const key = [checkedSeed(seed), place, ...index.map((value) => checkedWhole('index', value))];
  return xoroshiro128plusFromState([hash(key, 1), hash(key, 2), hash(key, 3), hash(key, 4)]);
}

/** Draws a number, uniform in [0, 1), 53 bits. */
export function uniform(from: Stream): number {
  return uniformFloat64(from);
}

/** Returns a uniform integer in 0 … n−1. */
export function below(from: Stream, n: number): number {
  return uniformInt(from, 0, n - 1);
}

/** Draws a number, exponential with mean 1. */
export function exponential(from: Stream): number {
  return -ln(1 - uniform(from));
}

/** Draws a number, standard normal, by the polar method (logarithm and square root only, so the digits are the same everywhere). */
export function normal(from: Stream): number {
  for (;;) {
    const x = 2 * uniform(from) - 1;
    const y = 2 * uniform(from) - 1;
    const s = x * x + y * y;
    if (s > 0 && s < 1) return x * Math.sqrt((-2 * ln(s)) / s);
  }
}

/** Draws the integers 0 … n−1 in random order (Fisher–Yates). */
export function permutation(from: Stream, n: number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = below(from, i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Computes MurmurHash3 (32 bit) of a sequence of 32-bit integers. */
function hash(words: readonly number[], salt: number): number {
  let h = salt;
  for (const word of words) {
    let k = Math.imul(word, 0xcc9e2d51);
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    h ^= k;
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  }
  h ^= words.length * 4;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
