import type { LocalRule } from './rule';

/** MDGL before cell-type averaging (Liu et al. 2021): G[p,j] = W_rec[p,j], each synapse its own weight. */
export const mdglBca: LocalRule = {
  id: 'mdgl-bca',
  label: 'MDGLbca',
  credit: 'local',
  trace: 'full',
  feedback: 'symmetric',
  modulation: (recurrent) => recurrent,
};
