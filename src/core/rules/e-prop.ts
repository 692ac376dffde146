import type { LocalRule } from './rule';

/** e-prop (Bellec et al., Nature Communications 2020): learning signal and eligibility trace, no word between neurons. */
export const eProp: LocalRule = { id: 'e-prop', label: 'e-prop', credit: 'local', trace: 'full', feedback: 'symmetric' };
