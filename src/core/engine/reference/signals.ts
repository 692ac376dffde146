import { dot, zeros, type Matrix } from '../../network/matrix';
import type { Network } from '../../network/network';
import type { Rule } from '../../rules/rule';

/** What neurons hear, each [step][neuron]. */
export interface Signals {
  /** L: learning signal, through the readout (and the firing-rate regularisation). */
  readonly learning: Matrix;
  /** a: activity-dependent signal that a neuron emits. */
  readonly emitted: Matrix;
  /** Γ: modulatory signal. */
  readonly modulatory: Matrix;
}

/** Computes l_k(t) = κ l_k(t+1) + (1−κ) d_k(t): the error of each output as the readout's filter hands it back, [step][output]. */
export function filteredError({ kappa }: Network, error: Matrix): Matrix {
  const l = zeros(error.length, error[0].length);
  for (let t = error.length - 1; t >= 0; t--) {
    for (let k = 0; k < l[t].length; k++) {
      l[t][k] = kappa * (l[t + 1]?.[k] ?? 0) + (1 - kappa) * error[t][k];
    }
  }
  return l;
}

/**
 * Returns the signals of a local rule in one trial.
 * @param error d[step][output] = ∂loss/∂logit(t)
 * @param psi ψ [step][neuron]
 * @param rateError [neuron], the same at every step: the firing-rate regularisation's part of L
 * @param feedback F [neuron][output]
 * @param modulation G [receiver][sender]
 * @see Liu et al. 2021, Eqs. 3–5 and SI
 */
export function signals(
  network: Network,
  rule: Rule,
  error: Matrix,
  psi: Matrix,
  rateError: Float64Array,
  feedback: Matrix,
  modulation?: Matrix
): Signals {
  const l = filteredError(network, error);
  // L_p(t) = Σ_k F[p,k] l_k(t) + r_p
  const learning = overSteps(psi, (t, p) => rateError[p] + dot(feedback[p], l[t]));
  const emitted = rule.online ? onlineEmission(network, error, psi, feedback) : overSteps(psi, (t, j) => learning[t][j] * psi[t][j]);
  return { learning, emitted, modulatory: modulatorySignal(network, emitted, modulation) };
}

/** Computes a_j(t) = δ_j(t) ψ̄_j(t): the error of this step alone, and ψ filtered as the readout filters spikes. */
function onlineEmission({ kappa }: Network, error: Matrix, psi: Matrix, feedback: Matrix): Matrix {
  const filtered = new Float64Array(psi[0].length);
  return overSteps(psi, (t, j) => {
    // ψ̄(t) = κ ψ̄(t−1) + (1−κ) ψ(t);  δ_j(t) = Σ_k F[j,k] d_k(t)
    filtered[j] = kappa * filtered[j] + (1 - kappa) * psi[t][j];
    return dot(feedback[j], error[t]) * filtered[j];
  });
}

/** Computes Γ_p(t) = Σ_j (1−α_j) G[p,j] a_j(t+D) */
function modulatorySignal({ alpha, delaySteps }: Network, emitted: Matrix, modulation?: Matrix): Matrix {
  const arriving = emitted.map((a) => a.map((value, j) => (1 - alpha[j]) * value));
  return overSteps(emitted, (t, p) => {
    const heard = arriving[t + delaySteps];
    return modulation && heard ? dot(modulation[p], heard) : 0;
  });
}

/** Computes f(step, neuron) for every step in order of time, in the shape of `like`. */
function overSteps(like: Matrix, f: (t: number, p: number) => number): Matrix {
  const result = zeros(like.length, like[0].length);
  for (let t = 0; t < like.length; t++) for (let p = 0; p < like[t].length; p++) result[t][p] = f(t, p);
  return result;
}
