import type { Feedback } from './feedback';

/** F = W_out, the readout's own weights. */
export const symmetric: Feedback = { id: 'symmetric', start: ({ weights }) => ({ F: weights.output }) };
