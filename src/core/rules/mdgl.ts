import { mapMatrix } from '../network/matrix';
import type { LocalRule } from './rule';
import { typeMeans } from './type-means';

/** MDGL (Liu et al. 2021): G[p,j] = w̄[type p, type j] where p connects to j, w̄ the mean of the block's connections. */
export const mdgl: LocalRule = {
  id: 'mdgl',
  label: 'MDGL',
  credit: 'local',
  trace: 'full',
  feedback: 'symmetric',
  modulation(recurrent, { types, cellTypes }) {
    const mean = typeMeans(recurrent, types, cellTypes, 'nonzero');
    return mapMatrix(recurrent, (w, p, j) => w !== 0 ? mean[types[p]][types[j]] : 0);
  },
};
