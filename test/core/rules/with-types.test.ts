import { describe, expect, it } from 'vitest';
import type { Network, Weights } from '../../../src/core/network/network';
import { ruleOf } from '../../../src/core/rules';
import type { LocalRule } from '../../../src/core/rules/rule';
import { withTypes } from '../../../src/core/rules/with-types';

describe('types of a rule\'s own', () => {
  const own = (types: unknown) => ({ ...ruleOf('mdgl'), id: 'mine', types } as LocalRule);
  const of = { neurons: 3, types: [0, 0, 0], cellTypes: 1 } as unknown as Network, weights = {} as Weights;
  it.each([
    [[], 'types of rule mine are 0, must be a list of 3'],
    [[0, 1], 'types of rule mine are 2, must be a list of 3'],
    [[0, 1, 2, 3], 'types of rule mine are 4, must be a list of 3'],
    [() => undefined, 'types of rule mine are undefined, must be a list of 3'],
    [() => 'abc', 'types of rule mine are abc, must be a list of 3'],
    [new Int32Array(3), 'types of rule mine are no list, must be a list of 3'],
    [[0, 0.5, 1], 'types[1] of rule mine is 0.5, must be a whole number from 0 to 2'],
    [[0, -1, 1], 'types[1] of rule mine is -1, must be a whole number from 0 to 2'],
    [[0, 1, '2'], 'types[2] of rule mine is "2", must be a whole number from 0 to 2'],
    [[0, 1, 3], 'types[2] of rule mine is 3, must be a whole number from 0 to 2'],
    [Object.assign([0, 1, 2], { length: 2 }).concat(Array(1)), 'types[2] of rule mine is undefined, must be a whole number'],
    [[0, 2, 2], 'type 1 of rule mine has no neuron, each of 0 … 2 must have one'],
    [() => [1, 1, 1], 'type 0 of rule mine has no neuron, each of 0 … 1 must have one'],
  ])('%j are refused in words', (types, message) => {
    expect(() => withTypes(of, own(types), () => weights, 1)).toThrow(message);
  });

  it('are what a list says, or a function makes of the initial weights, the network and the seed', () => {
    expect(withTypes(of, own([2, 0, 1]), () => weights, 7)).toMatchObject({ types: [2, 0, 1], cellTypes: 3, typedBy: 'mine' });
    const asked: unknown[] = [];
    expect(withTypes(of, own((...given: unknown[]) => { asked.push(given); return [0, 0, 1]; }), () => weights, 7).cellTypes).toBe(2);
    expect(asked).toEqual([[weights, of, 7]]);
  });

  it('are the network\'s where a rule has none', () => {
    expect(withTypes(of, ruleOf('mdgl'), () => weights, 1)).toBe(of);
  });
});
