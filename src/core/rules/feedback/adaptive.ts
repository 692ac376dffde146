import { flat, mapMatrix } from '../../network/matrix';
import type { Feedback } from './feedback';
import { randomFeedback } from './random';

/** Share of the readout's weights and of F that an update loses: in time both forget how they began, and become alike. */
const DECAY = 0.01;

/**
 * F that learns as the readout does: it begins random, takes the gradient of W_out with moments of its own, and both decay. (In the
 * source Adam has ε 1e-5, and all weights an L2 term of 1e-5; here neither.)
 * @see Kolen & Pollack 1994; Bellec et al. 2020, eligibility_propagation, Figure_2_TIMIT
 */
export const adaptive: Feedback = {
  id: 'adaptive',
  readoutDecay: DECAY,
  start({ network, seed, scale }) {
    const moments = () => new Float64Array(network.neurons * network.outputs);
    return { F: randomFeedback(network, seed, scale), m: moments(), v: moments() };
  },
  step({ F, m, v }, { network: { outputs }, gradients, descend }) {
    const theta = Float64Array.from(flat(F));
    descend({ theta, m: m as Float64Array, v: v as Float64Array }, Float64Array.from(flat(gradients.output)));
    return { F: mapMatrix(F, (_, p, k) => (1 - DECAY) * theta[p * outputs + k]), m, v };
  },
};
