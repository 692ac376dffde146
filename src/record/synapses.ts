import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { checkedSeed } from '../core/checked';
import { InputError } from '../core/errors';
import type { Matrix } from '../core/network/matrix';
import { permutation } from '../core/random';

/** A synapse by its presynaptic neuron (or input) and its postsynaptic neuron. */
export interface Synapse {
  readonly pre: number;
  readonly post: number;
}

/**
 * Which synapses of a weight matrix:
 * - a list, as records or as text, `3>7,4>1`: presynaptic > postsynaptic; unconnected places too, which have traces as well
 * - `E>I`: all connections from type E to type I (of the recurrent weights)
 * - `random:20`: that many connections, drawn by seed 1; `random:20:5` by seed 5
 * - `all`: all connections
 */
export type SynapseChoice = string | readonly Synapse[];

/** A weight matrix to choose from. */
export interface Choosable {
  /** What messages call it: synapses, inputSynapses. */
  readonly name: string;
  readonly weights: Matrix;
  /** Cell types of the presynaptic side, which inputs do not have, and of the postsynaptic side, with all types' names. */
  readonly types: { readonly pre?: readonly number[]; readonly post: readonly number[]; readonly names: readonly string[] };
}

/**
 * Returns the synapses of a choice: a list in its own order, all others by presynaptic and then postsynaptic neuron.
 * @throws InputError that names what is wrong and what is allowed
 * @example
 * chooseSynapses('all', { name: 'synapses', weights: [Float64Array.of(0, 2), Float64Array.of(0, 0)], types: { post: [0, 0], names:
 * ['E'] } }) // [{ pre: 0, post: 1 }]
 */
export function chooseSynapses(choice: SynapseChoice, from: Choosable): Synapse[] {
  if (typeof choice !== 'string') return checkedList(choice, from);
  const connections = connectionsOf(from.weights);
  if (choice === 'all') return some(connections, choice, from);
  const [, count, seed = '1'] = /^random:(\d+)(?::(\d+))?$/.exec(choice) ?? [];
  if (count !== undefined) return drawn(connections, Number(count), Number(seed), from);
  const pair = typePair(choice, from);
  if (pair) {
    const ofPair = connections.filter(({ pre, post }) => from.types.pre![pre] === pair.pre && from.types.post[post] === pair.post);
    return some(ofPair, choice, from);
  }
  const listed = choice.split(',').map((text) => parsed(text.trim(), choice, from));
  return checkedList(listed, from);
}

function connectionsOf(weights: Matrix): Synapse[] {
  return weights.flatMap((row, pre) => [...row.keys()].filter((post) => row[post] !== 0).map((post) => ({ pre, post })));
}

function some(connections: Synapse[], choice: string, { name }: Choosable): Synapse[] {
  if (connections.length === 0) throw new InputError(`${name} ${choice}: there is no such connection`);
  return connections;
}

function drawn(connections: Synapse[], count: number, seed: number, { name }: Choosable): Synapse[] {
  if (count < 1 || count > connections.length) {
    throw new InputError(`${name} random:${count}: must be from 1 to ${connections.length}, the number of connections`);
  }
  const chosen = permutation(xoroshiro128plus(checkedSeed(seed)), connections.length).slice(0, count).sort((a, b) => a - b);
  return chosen.map((n) => connections[n]);
}

/** Reads `E>I` as numbers of types, if both are names of types. */
function typePair(text: string, { types, name }: Choosable): Synapse | undefined {
  const [pre, post, ...more] = text.split('>').map((word) => types.names.indexOf(word.trim()));
  if (more.length > 0 || pre < 0 || post === undefined || post < 0 || /^\s*\d+\s*>\s*\d+\s*$/.test(text)) return undefined;
  if (!types.pre) throw new InputError(`${name} ${text}: inputs have no cell type; allowed are all, random:20, or a list such as 0>5,3>7`);
  return { pre, post };
}

function parsed(text: string, choice: string, from: Choosable): Synapse {
  const { name, types } = from;
  const [, pre, post] = /^(\d+)\s*>\s*(\d+)$/.exec(text) ?? [];
  if (pre !== undefined) return { pre: Number(pre), post: Number(post) };
  if (typePair(text, from)) {
    const what = 'a pair of types, of which one alone is allowed';
    throw new InputError(`${name} ${choice}: "${text}" is ${what}, such as ${text}, and nothing beside it`);
  }
  const isNamed = types.pre && types.names.some((word) => !/^\d+$/.test(word));
  const pairs = isNamed ? `, a pair of types such as ${types.names[0]}>${types.names.at(-1)}` : '';
  const allowed = `a list such as 3>7,4>1 (presynaptic>postsynaptic)${pairs}, random:20 or all`;
  throw new InputError(`${name} ${choice}: "${text}" is no synapse; allowed are ${allowed}`);
}

function checkedList(list: readonly Synapse[], { name, weights, types }: Choosable): Synapse[] {
  const seen = new Set<string>();
  for (const { pre, post } of list) {
    const text = `${pre}>${post}`;
    const wrong = (why: string): never => { throw new InputError(`${name} ${text}: ${why}`); };
    if (!isBelow(pre, weights.length)) wrong(`${types.pre ? 'neurons' : 'inputs'} are numbered 0 to ${weights.length - 1}`);
    if (!isBelow(post, types.post.length)) wrong(`neurons are numbered 0 to ${types.post.length - 1}`);
    if (types.pre && pre === post) wrong('no neuron is connected to itself');
    if (seen.has(text)) wrong('is named twice');
    seen.add(text);
  }
  if (list.length === 0) throw new InputError(`${name}: the list is empty; name at least one synapse`);
  return [...list];
}

/** Tells whether a number counts one of `limit` things from 0. */
export function isBelow(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < limit;
}
