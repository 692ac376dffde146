import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { presets, settings } from '../../../src/core/settings';
import { typesPlanOf } from '../../../src/studies/types/plan';

const choices = { preset: 'tiny', every: 200, runs: 2 } as const;
const rulesOf = (of: typeof presets.tiny) => typesPlanOf({ ...choices, settings: of }).rules;
const network = (...sizes: number[]) => settings('tiny', {
  network: { cellTypes: sizes.map((alif, n) => ({ name: `T${n}`, sign: n === 0 ? -1 : 1, lif: 0, alif })) },
});

describe('the plan of a study of types', () => {
  it('splits each cell type in 2, 4 and 8, between e-prop and MDGLbca', () => {
    expect(rulesOf(presets.figure3c)).toEqual([
      'e-prop', 'mdgl-1', 'mdgl', 'mdgl-random-4', 'mdgl-random-8', 'mdgl-random-16',
      'mdgl-clusters-4', 'mdgl-clusters-8', 'mdgl-clusters-16', 'mdgl-bca',
    ]);
    expect(typesPlanOf({ ...choices, settings: presets.figure3c })).toMatchObject({ seeds: [1, 2], every: 200, gammaTrials: 4 });
  });

  it('splits no further than the neurons of the smallest cell type go', () => {
    expect(rulesOf(network(3, 9))).toEqual(['e-prop', 'mdgl-1', 'mdgl', 'mdgl-random-4', 'mdgl-clusters-4', 'mdgl-bca']);
    expect(rulesOf(network(4, 9, 9)).filter((rule) => rule.startsWith('mdgl-random'))).toEqual(['mdgl-random-6', 'mdgl-random-12']);
  });

  it('has one type but once, if the network has a single cell type', () => {
    const split = ['random', 'clusters'].flatMap((how) => [2, 4, 8].map((n) => `mdgl-${how}-${n}`));
    expect(rulesOf(network(9))).toEqual(['e-prop', 'mdgl', ...split, 'mdgl-bca']);
  });

  it('refuses a network with a cell type of one neuron', () => {
    expect(() => rulesOf(network(1, 9))).toThrow(InputError);
    expect(() => rulesOf(network(1, 9))).toThrow('a cell type of network.cellTypes has 1 neuron; for this study each must have 2 or more');
  });
});
