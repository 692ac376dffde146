import { zeros, type Matrix } from '../../network/matrix';
import type { Network } from '../../network/network';
import { traceOf, type Rule } from '../../rules/rule';
import type { Signals } from './signals';

/** What one backward sweep gives, each [step][neuron]. */
export interface Sweep {
  /** Λ: the credit of each spike. */
  readonly credit: Matrix;
  /** λ_v, adjoint of the membrane: dW_rec[q,p] = (1−α) Σ_t z_q(t−D) λ_v,p(t). */
  readonly lambdaV: Matrix;
}

/**
 * Does one sweep backward in time, which contracts Λ with the eligibility traces of every synapse without forming them.
 * @param psi ψ [step][neuron]
 * @param recurrent W_rec, through which BPTT's credit flows
 * @see equations: Bellec et al. 2020 (factorisation), Liu et al. 2021
 */
export function sweep(network: Network, rule: Rule, signals: Signals, psi: Matrix, recurrent: Matrix): Sweep {
  const { neurons, alpha, rho, beta, threshold, delaySteps } = network;
  const steps = psi.length;
  const reset = traceOf(rule) === 'no-reset' ? 0 : threshold;
  const lambdaV = zeros(steps, neurons);
  const lambdaB = zeros(steps, neurons);
  const credit = rule.credit === 'local' ? localCredit(network, rule, signals) : signals.learning.map((row) => row.slice());
  const none = new Float64Array(neurons);
  for (let t = steps - 1; t >= 0; t--) {
    if (rule.credit === 'exact') addBackpropagated(credit[t], network, recurrent, lambdaV[t + delaySteps]);
    const laterV = lambdaV[t + 1] ?? none;
    const laterB = lambdaB[t + 1] ?? none;
    for (let p = 0; p < neurons; p++) {
      if (traceOf(rule) === 'leak') {
        // λ_v(t) = α λ_v(t+1) + ψ(t) Λ(t)
        lambdaV[t][p] = alpha[p] * laterV[p] + psi[t][p] * credit[t][p];
        continue;
      }
      // λ_z(t) = Λ(t) − v_th λ_v(t+1) + (1−ρ) λ_b(t+1); without reset: λ_z(t) = Λ(t) + (1−ρ) λ_b(t+1)
      const lambdaZ = credit[t][p] - reset * laterV[p] + (1 - rho[p]) * laterB[p];
      // λ_b(t) = ρ λ_b(t+1) − β ψ(t) λ_z(t);  λ_v(t) = α λ_v(t+1) + ψ(t) λ_z(t)
      lambdaB[t][p] = rho[p] * laterB[p] - beta[p] * psi[t][p] * lambdaZ;
      lambdaV[t][p] = alpha[p] * laterV[p] + psi[t][p] * lambdaZ;
    }
  }
  return { credit, lambdaV };
}

/** Computes Λ(t) = L(t) + Γ(t), or with filtered traces (online) Λ(t) = L(t) + (1−κ) Σ_{s≥t} κ^(s−t) Γ(s). */
function localCredit({ neurons, kappa }: Network, rule: Rule, { learning, modulatory }: Signals): Matrix {
  const credit = zeros(learning.length, neurons);
  const heard = new Float64Array(neurons);
  for (let t = learning.length - 1; t >= 0; t--) {
    for (let p = 0; p < neurons; p++) {
      heard[p] = rule.online ? kappa * heard[p] + (1 - kappa) * modulatory[t][p] : modulatory[t][p];
      credit[t][p] = learning[t][p] + heard[p];
    }
  }
  return credit;
}

/** Computes BPTT: Λ_p(t) = L_p(t) + Σ_j (1−α_j) W_rec[p,j] λ_v,j(t+D) */
function addBackpropagated(credit: Float64Array, { neurons, alpha }: Network, recurrent: Matrix, lambdaV?: Float64Array): void {
  if (!lambdaV) return;
  for (let p = 0; p < neurons; p++) {
    let sum = 0;
    for (let j = 0; j < neurons; j++) sum += (1 - alpha[j]) * recurrent[p][j] * lambdaV[j];
    credit[p] += sum;
  }
}
