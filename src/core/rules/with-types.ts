import { checkedWhole } from '../checked';
import { InputError } from '../errors';
import type { Network, Weights } from '../network/network';
import type { Rule } from './rule';

/**
 * Returns the network with the types that a rule sees: the rule's own if it has some, otherwise the network's.
 * @param initial draws the weights before training
 * @throws InputError unless each neuron has one of the types 0, 1, …, and each of them a neuron
 */
export function withTypes(network: Network, { id, types: own }: Rule, initial: () => Weights, seed: number): Network {
  if (!own) return network;
  const types: unknown = typeof own === 'function' ? own(initial(), network, seed) : own;
  const { neurons } = network;
  const given = Array.isArray(types) ? types.length : typeof types === 'object' ? 'no list' : String(types);
  if (!Array.isArray(types) || given !== neurons) throw new InputError(`types of rule ${id} are ${given}, must be a list of ${neurons}`);
  const checked = Array.from(types, (type, p) => checkedWhole(`types[${p}] of rule ${id}`, type, 0, neurons - 1));
  const cellTypes = Math.max(...checked) + 1;
  const missing = Array.from({ length: cellTypes }, (_, type) => type).find((type) => !checked.includes(type));
  if (missing === undefined) return { ...network, types: checked, cellTypes, typedBy: id };
  throw new InputError(`type ${missing} of rule ${id} has no neuron, each of 0 … ${cellTypes - 1} must have one`);
}
