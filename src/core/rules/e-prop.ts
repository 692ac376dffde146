import type { Rule } from './rule';

/** e-prop (Bellec et al., Nature Communications 2020): learning signal and eligibility trace, no word between neurons. */
export const eProp: Rule = { id: 'e-prop', label: 'e-prop', credit: 'local', eligibility: 'full', feedback: 'symmetric' };
