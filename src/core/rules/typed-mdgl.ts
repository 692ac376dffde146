import { ckmeans, mean } from 'simple-statistics';
import { InputError } from '../errors';
import type { Matrix } from '../network/matrix';
import { permutation, stream, type Stream } from '../random';
import { mdgl } from './mdgl';
import type { LocalRule } from './rule';

/**
 * Makes MDGL with other types than the network's cell types: one type, or N in all, as many within each cell type. `random` deals the
 * neurons of a cell type to its types like shuffled cards, so that 2N types split N further. `clusters` puts those together whose
 * initial outgoing weights are alike in the mean.
 * @returns undefined if the id is none of these
 */
export function typedMdgl(id: string): LocalRule | undefined {
  const [, how, number] = /^mdgl-(random|clusters)-([1-9]\d*)$/.exec(id) ?? [];
  if (how) return { ...mdgl, id, label: `MDGL, ${number} types (${how})`, types: within(id, Number(number), SPLITS[how]) };
  return id === 'mdgl-1' ? { ...mdgl, id, label: 'MDGL, 1 type', types: (_, { types }) => types.map(() => 0) } : undefined;
}

/** Tells which of 0 … parts−1 each of some neurons becomes; `sent` are the weights that they send, a row each. */
type Split = (sent: Matrix, parts: number, from: Stream) => number[];

const SPLITS: Readonly<Record<string, Split>> = {
  random: (sent, parts, from) => permutation(from, sent.length).map((place) => place % parts),
  /**
   * Exact k-means of the means, which on a line needs no chance (Wang & Song, R Journal 3(2), 2011). k-means of whole rows of sparse
   * weights makes one cluster of nearly all neurons, and many of one.
   */
  clusters(sent, parts) {
    const means = sent.map((row) => [...row].filter((w) => w !== 0)).map((weights) => weights.length > 0 ? mean(weights) : 0);
    const inOrder = ckmeans(means, parts).flatMap((cluster, part) => cluster.map(() => part));
    const rank = [...means.keys()].sort((a, b) => means[a] - means[b]);
    return means.map((_, n) => inOrder[rank.indexOf(n)]);
  },
};

/** Splits every cell type that has neurons into as many types, `number` in all. */
function within(id: string, number: number, split: Split): LocalRule['types'] {
  return ({ recurrent }, { types }, seed) => {
    const groups = [...new Set(types)].sort((a, b) => a - b).map((type) => [...types.keys()].filter((p) => types[p] === type));
    const [parts, most] = [number / groups.length, Math.min(...groups.map((neurons) => neurons.length))];
    if (!Number.isInteger(parts) || parts > most) {
      const allowed = `a multiple of ${groups.length} up to ${groups.length * most}: as many types in each cell type, each with a neuron`;
      throw new InputError(`rule ${id}: N is ${number}, must be ${allowed}`);
    }
    const typed = [...types];
    for (const [g, neurons] of groups.entries()) {
      const part = split(neurons.map((p) => recurrent[p]), parts, stream(seed, 'cell types', g));
      if (new Set(part).size < parts) throw new InputError(`rule ${id}: initial weights are too alike for ${parts} types in a cell type`);
      neurons.forEach((p, n) => { typed[p] = g * parts + part[n]; });
    }
    return typed;
  };
}
