import { expect, it } from 'vitest';
import { mdgl } from '../../src/core/rules/mdgl';
import { recipeOf } from '../../src/record/recipe';
import { record } from '../../src/record/record';
import { liveLesson } from '../support/live-lesson';

const recipe = (request: Partial<Parameters<typeof record>[0]>) =>
  recipeOf(record({ ...liveLesson(mdgl), what: ['eligibility'], ...request }));

it('a recipe is of what was recorded', () => {
  expect(recipe({ what: ['membrane'] })).toBe('In Python: ds = xarray.open_zarr(folder).');
  expect(recipe({ what: ['modulatorySignalByType'] })).toMatch(/flag_meanings/);
  expect(recipe({ synapses: 'all' })).toMatch(/`ds\.set_index\(.*sel\(fromInput=0\).*`; NaN where/);
  expect(recipe({ inputSynapses: 'all' })).toMatch(/`ds\.set_index\(.*sel\(fromInput=1\).*`; NaN where/);
  expect(recipe({ synapses: 'all', inputSynapses: 'all' })).toMatch(
    /sel\(fromInput=0\).* \(recurrent ones; fromInput=1: those of inputs\)/
  );
});
