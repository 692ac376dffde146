import type { Rule } from './rule';

/** Backpropagation through time: the exact gradient, with ψ for the derivative of a spike. */
export const bptt: Rule = { id: 'bptt', label: 'BPTT', credit: 'exact', eligibility: 'full', feedback: 'symmetric' };
