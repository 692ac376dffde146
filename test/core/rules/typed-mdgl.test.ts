import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../../src/core/network/initial-weights';
import { zeros } from '../../../src/core/network/matrix';
import { networkOf, type Network, type Weights } from '../../../src/core/network/network';
import { ruleOf } from '../../../src/core/rules';
import { withTypes } from '../../../src/core/rules/with-types';
import { presets } from '../../../src/core/settings';
import { matrix } from '../../support/network';

const network = networkOf(presets.figure3c);
const weightsOf = new Map([1, 2].map((seed) => [seed, initialWeights(presets.figure3c, seed).weights]));
const typed = (id: string, seed = 1) => withTypes(network, ruleOf(id), () => weightsOf.get(seed)!, seed);
const sizes = ({ types, cellTypes }: Network) => Array.from({ length: cellTypes }, (_, type) => types.filter((one) => one === type).length);

/** A network of these cell types, and weights whose recurrent ones are given. */
const small = (types: number[], recurrent: Weights['recurrent']) => [
  { ...network, neurons: types.length, types, cellTypes: Math.max(...types) + 1 }, { recurrent } as Weights,
] as const;
const typesOf = (id: string, [of, weights]: ReturnType<typeof small>) => withTypes(of, ruleOf(id), () => weights, 1).types;

describe.each(['random', 'clusters'])('MDGL with N types, %s', (how) => {
  it.each([4, 8, 16])('has N = %i types, half of them within each cell type, each with a neuron', (number) => {
    const { types, cellTypes } = typed(`mdgl-${how}-${number}`);
    expect(cellTypes).toBe(number);
    expect(new Set(types)).toEqual(new Set(Array(number).keys()));
    types.forEach((type, p) => expect(Math.floor(type / (number / 2))).toBe(network.types[p]));
  });

  it('is fixed by the seed', () => {
    expect(typed(`mdgl-${how}-8`)).toEqual(typed(`mdgl-${how}-8`));
    expect(typed(`mdgl-${how}-8`, 2).types).not.toEqual(typed(`mdgl-${how}-8`).types);
  });

  it('is MDGL with the cell types where each is one type', () => {
    expect(typed(`mdgl-${how}-2`).types).toEqual(network.types);
  });

  it('has no more types than the smallest cell type has neurons, and as many of each cell type', () => {
    expect(typed(`mdgl-${how}-38`).cellTypes).toBe(38);
    for (const number of [1, 5, 40]) {
      expect(() => typed(`mdgl-${how}-${number}`)).toThrow(`N is ${number}, must be a multiple of 2 up to 38`);
    }
  });

  it('takes no number but a positive integer', () => {
    for (const number of ['', '-0', '-04', '-4.5', '--4', '-4x']) {
      expect(() => ruleOf(`mdgl-${how}${number}`), number).toThrow(`unknown rule "mdgl-${how}${number}"`);
    }
  });
});

it('random types have as many neurons each, give or take one, and twice as many types split them further', () => {
  expect(sizes(typed('mdgl-random-8')).sort((a, b) => a - b)).toEqual([4, 5, 5, 5, 20, 20, 20, 21]);
  const [coarse, fine] = [typed('mdgl-random-8').types, typed('mdgl-random-16').types];
  const pairs = new Set(fine.map((type, p) => `${type} in ${coarse[p]}`));
  expect(pairs.size).toBe(16);
});

it('clusters are of the mean weight that a neuron sends, over its connections alone', () => {
  // means: 2, 2, 8, 9 of cell type 0 and 5, none of cell type 1
  const recurrent = matrix(
    [0, 0, 2, 0, 0, 0], [1, 0, 3, 0, 0, 0], [8, 0, 0, 8, 0, 0], [0, 0, 0, 0, 9, 0], [0, 5, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0],
  );
  expect(typesOf('mdgl-clusters-4', small([0, 0, 0, 0, 1, 1], recurrent))).toEqual([0, 0, 1, 1, 3, 2]);
});

it('neurons whose weights are all alike make no clusters', () => {
  expect(() => typesOf('mdgl-clusters-4', small([0, 0, 1, 1], zeros(4, 4)))).toThrow(
    'rule mdgl-clusters-4: initial weights are too alike for 2 types in a cell type'
  );
});

it('MDGL with one type has one mean, of all connections', () => {
  const [of, weights] = small([0, 1, 0], matrix([0, 1, 0], [-3, 0, 0], [8, 0, 0]));
  const one = ruleOf('mdgl-1');
  const { types, cellTypes } = withTypes(of, one, () => weights, 1);
  expect([types, cellTypes]).toEqual([[0, 0, 0], 1]);
  expect(one.modulation!(weights.recurrent, { types, cellTypes } as never)).toEqual(matrix([0, 2, 0], [2, 0, 0], [2, 0, 0]));
});
