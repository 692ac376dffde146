import { mapMatrix } from '../network/matrix';
import type { LocalRule } from './rule';
import { typeMeans } from './type-means';

/** NL-MDGL, non-local (Liu et al. 2021): every neuron hears every neuron, G[p,j] = w̄[type p, type j] over all entries of the block. */
export const nlMdgl: LocalRule = {
  id: 'nl-mdgl',
  label: 'NL-MDGL',
  credit: 'local',
  trace: 'full',
  feedback: 'symmetric',
  modulation(recurrent, { types, cellTypes }) {
    const mean = typeMeans(recurrent, types, cellTypes, 'all');
    return mapMatrix(recurrent, (_, p, j) => mean[types[p]][types[j]]);
  },
};
