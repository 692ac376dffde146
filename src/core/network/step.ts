import { zeros } from './matrix';
import type { Network } from './network';

/** The state of all neurons after a step, one number a neuron. */
export interface State {
  /** Spikes, 0 or 1. */
  readonly z: Float64Array;
  /** Membrane. */
  readonly v: Float64Array;
  /** Adaptation. */
  readonly b: Float64Array;
  /** Threshold. */
  readonly A: Float64Array;
  /** Pseudo-derivative ψ, which stands for ∂z/∂v. */
  readonly psi: Float64Array;
  /** Steps, the next one included, in which the neuron cannot spike. */
  readonly refractory: Float64Array;
}

/** Makes the state of all neurons at rest. */
export function restingState({ neurons, threshold }: Network): State {
  const [z, v, b, A, psi, refractory] = zeros(6, neurons);
  return { z, v, b, A: A.fill(threshold), psi, refractory };
}

/**
 * Does one step (1 ms) of LIF and ALIF neurons.
 * @param before state after the step before
 * @param current Σ_i W_in[i,p] x_i(t) + Σ_q W_rec[q,p] z_q(t−D) of each neuron p
 * @see Liu et al. 2021, Methods, "Network dynamics"
 */
export function step(network: Network, before: State, current: Float64Array): State {
  const { neurons, alpha, rho, beta, threshold, dampening, refractorySteps } = network;
  const after = restingState(network);
  for (let p = 0; p < neurons; p++) {
    // b(t) = ρ b(t−1) + (1−ρ) z(t−1);  A(t) = v_th + β b(t)
    after.b[p] = rho[p] * before.b[p] + (1 - rho[p]) * before.z[p];
    after.A[p] = threshold + beta[p] * after.b[p];
    // v(t) = α v(t−1) + (1−α) I(t) − v_th z(t−1)
    after.v[p] = alpha[p] * before.v[p] + (1 - alpha[p]) * current[p] - threshold * before.z[p];
    // s(t) = (v(t) − A(t)) / v_th
    const s = (after.v[p] - after.A[p]) / threshold;
    const refractory = before.refractory[p] > 0;
    after.z[p] = s > 0 && !refractory ? 1 : 0;
    // ψ(t) = γ / v_th · max(0, 1 − |s(t)|), and 0 while refractory
    after.psi[p] = refractory ? 0 : (dampening / threshold) * Math.max(0, 1 - Math.abs(s));
    after.refractory[p] = after.z[p] ? refractorySteps : Math.max(0, before.refractory[p] - 1);
  }
  return after;
}
