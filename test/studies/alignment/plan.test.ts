import { expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors';
import { presets, settings } from '../../../src/core/settings';
import { alignmentPlanOf } from '../../../src/studies/alignment/plan';

const choices = { preset: 'tiny', every: 50, runs: 5, engine: 'wasm' } as const;

it('a study follows BPTT and MDGL, with every seed', () => {
  expect(alignmentPlanOf({ ...choices, settings: presets.figure3c })).toMatchObject({
    rules: ['bptt', 'mdgl'],
    seeds: [1, 2, 3, 4, 5],
    feedback: { bptt: 'symmetric', mdgl: 'symmetric' },
    every: 50,
    gammaTrials: 4,
  });
  expect(alignmentPlanOf({ ...choices, settings: settings('tiny', { training: { validationTrials: 3 } }) }).gammaTrials).toBe(3);
});

it.each(['E,I', 'all', 'E>I', 'a b', '"'])('a cell type called %j, which would not fit into the tables, is refused', (name) => {
  const named = settings('tiny', { network: { cellTypes: [{ name, sign: 1, lif: 10, alif: 25 }] } });
  expect(() => alignmentPlanOf({ ...choices, settings: named })).toThrow(InputError);
});
