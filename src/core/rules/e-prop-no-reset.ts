import type { LocalRule } from './rule';

/**
 * e-prop as its authors' program computes it: the trace leaves out that a spike resets the membrane (Liu et al. keep that term).
 * @see Bellec et al., Nature Communications 2020, eligibility_propagation; NEST's eprop_iaf_adapt_bsshslm_2020
 */
export const ePropNoReset: LocalRule = {
  id: 'e-prop-no-reset', label: 'e-prop, no reset', credit: 'local', trace: 'no-reset', feedback: 'symmetric',
};
