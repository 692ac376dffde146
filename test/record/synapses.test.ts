import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors';
import { chooseSynapses, type Choosable, type SynapseChoice } from '../../src/record/synapses';
import { matrix } from '../support/network';

// Neurons 0 and 2 are of type I, 1 and 3 of type E.
const recurrent: Choosable = {
  name: 'synapses',
  weights: matrix([0, 1, 0, 1], [-1, 0, -1, 0], [0, 1, 0, 1], [0, -1, -1, 0]),
  types: { pre: [0, 1, 0, 1], post: [0, 1, 0, 1], names: ['I', 'E'] },
};
const input: Choosable = {
  name: 'inputSynapses',
  weights: matrix([0, 1, 0, 2], [1, 0, 0, 0]),
  types: { post: [0, 1, 0, 1], names: ['I', 'E'] },
};
const texts = (choice: SynapseChoice, from = recurrent) => chooseSynapses(choice, from).map(({ pre, post }) => `${pre}>${post}`).join();

describe('synapses are chosen', () => {
  it('all that are connected, by presynaptic and then postsynaptic neuron', () => {
    expect(texts('all')).toBe('0>1,0>3,1>0,1>2,2>1,2>3,3>1,3>2');
    expect(texts('all', input)).toBe('0>1,0>3,1>0');
  });

  it('by list, in its order, unconnected places too', () => {
    expect(texts('3>2, 0>2')).toBe('3>2,0>2');
    expect(texts([{ pre: 1, post: 3 }])).toBe('1>3');
    expect(texts('0>0', input)).toBe('0>0');
  });

  it('by a pair of types, sender first', () => {
    expect(texts('I>E')).toBe('0>1,0>3,2>1,2>3');
    expect(texts('E>I')).toBe('1>0,1>2,3>2');
    expect(texts('E > E')).toBe('3>1');
  });

  it('at random, the same each time for a seed, others for another', () => {
    const of = (choice: string) => texts(choice).split(',');
    expect(of('random:3')).toHaveLength(3);
    expect(of('random:3')).toEqual(of('random:3:1'));
    expect(of('random:8').join()).toBe(texts('all'));
    expect(new Set([1, 2, 3, 4, 5].map((seed) => texts(`random:3:${seed}`))).size).toBeGreaterThan(2);
    for (const synapse of of('random:5:7')) expect(texts('all').split(',')).toContain(synapse);
  });

  it('by numbers where types are named by numbers', () => {
    expect(texts('0>1', { ...recurrent, types: { ...recurrent.types, names: ['0', '1'] } })).toBe('0>1');
  });
});

describe('what cannot be chosen is named in one line:', () => {
  const mistakes: [choice: SynapseChoice, from: Choosable, message: string][] = [
    [
      '3>7>1',
      recurrent,
      'synapses 3>7>1: "3>7>1" is no synapse; allowed are a list such as 3>7,4>1 (presynaptic>postsynaptic), a pair of types such as '
        + 'I>E, random:20 or all',
    ],
    [
      '1>2,',
      recurrent,
      'synapses 1>2,: "" is no synapse; allowed are a list such as 3>7,4>1 (presynaptic>postsynaptic), a pair of types such as I>E, '
        + 'random:20 or all',
    ],
    [
      'X>E',
      input,
      'inputSynapses X>E: "X>E" is no synapse; allowed are a list such as 3>7,4>1 (presynaptic>postsynaptic), random:20 or all',
    ],
    ['E>I,I>E', recurrent, 'synapses E>I,I>E: "E>I" is a pair of types, of which one alone is allowed, such as E>I, and nothing beside it'],
    ['0>1,E>I', recurrent, 'synapses 0>1,E>I: "E>I" is a pair of types, of which one alone'],
    ['E>I', input, 'inputSynapses E>I: inputs have no cell type; allowed are all, random:20, or a list such as 0>5,3>7'],
    ['0>4', recurrent, 'synapses 0>4: neurons are numbered 0 to 3'],
    ['4>0', recurrent, 'synapses 4>0: neurons are numbered 0 to 3'],
    ['2>0', input, 'inputSynapses 2>0: inputs are numbered 0 to 1'],
    ['1>1', recurrent, 'synapses 1>1: no neuron is connected to itself'],
    ['0>1,0>1', recurrent, 'synapses 0>1: is named twice'],
    [[], recurrent, 'synapses: the list is empty; name at least one synapse'],
    ['I>I', recurrent, 'synapses I>I: there is no such connection'],
    ['random:0', recurrent, 'synapses random:0: must be from 1 to 8, the number of connections'],
    ['random:9', recurrent, 'synapses random:9: must be from 1 to 8, the number of connections'],
  ];
  it.each(mistakes)('%j', (choice, from, message) => {
    expect(() => chooseSynapses(choice, from)).toThrow(InputError);
    expect(() => chooseSynapses(choice, from)).toThrow(message);
  });
});
