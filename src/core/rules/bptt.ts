import type { ExactRule } from './rule';

/** Backpropagation through time: the exact gradient, with ψ for the derivative of a spike. */
export const bptt: ExactRule = { id: 'bptt', label: 'BPTT', credit: 'exact' };
