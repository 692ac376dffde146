import type { Matrix } from '../core/network/matrix';
import type { Network } from '../core/network/network';

/**
 * Computes the part of the modulatory signal of neuron p that comes from neurons of one type: Γ_p restricted to senders j of that type.
 * @param emitted a [step][neuron]
 * @param modulation G [receiver][sender]; none: no neuron hears any other
 * @returns one number a step; over all types they sum to Γ_p
 */
export function modulationByType(
  { alpha, delaySteps, types }: Network,
  emitted: Matrix,
  modulation: Matrix | undefined,
  p: number,
  type: number
): Float64Array {
  return Float64Array.from(emitted, (_, t) => {
    const heard = emitted[t + delaySteps];
    if (!modulation || !heard) return 0;
    // Γ_p(t) = Σ_j (1−α_j) G[p,j] a_j(t+D), j of this type
    return modulation[p].reduce((sum, weight, j) => (types[j] === type ? sum + weight * ((1 - alpha[j]) * heard[j]) : sum), 0);
  });
}
