import type { Rule } from './rule';

/** MDGL before cell-type averaging (Liu et al. 2021): G[p,j] = W_rec[p,j], each synapse its own weight. */
export const mdglBca: Rule = {
  id: 'mdgl-bca',
  label: 'MDGLbca',
  credit: 'local',
  eligibility: 'full',
  feedback: 'symmetric',
  modulation: (recurrent) => recurrent,
};
