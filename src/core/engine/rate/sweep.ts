import { dot, zeros, type Matrix } from '../../network/matrix';
import type { Network } from '../../network/network';
import type { Rule } from '../../rules/rule';

/**
 * Does one sweep backward in time, which contracts the error with the eligibility traces of every synapse without forming them.
 * BPTT's is the gradient. That of RFLO's published notebook is not: where the error of step t belongs it takes that of step t + 1, and
 * that of the last step twice.
 * @param error d[step][output] = ∂loss/∂logit(t)
 * @param psi ψ [step][neuron]
 * @param recurrent W_rec, through which BPTT's credit flows; RFLO's does not
 * @param feedback F [neuron][output]
 * @returns λ_u [step][neuron], adjoint of what units receive: dW_rec[q,p] = Σ_t h_q(t−1) λ_u,p(t)
 */
export function rateSweep(
  { neurons, alpha }: Network, rule: Rule, error: Matrix, psi: Matrix, recurrent: Matrix, feedback: Matrix
): Matrix {
  const lambdaU = zeros(error.length, neurons);
  const lambdaH = new Float64Array(neurons);
  for (let t = error.length - 1; t >= 0; t--) {
    for (let p = 0; p < neurons; p++) {
      // λ_h(t) = α λ_h(t+1) + Σ_k F[p,k] d_k(t)
      lambdaH[p] = error[t].reduce((sum, d, k) => sum + feedback[p][k] * d, alpha[p] * lambdaH[p]);
      // BPTT: + Σ_j W_rec[p,j] λ_u,j(t+1)
      if (rule.credit === 'exact' && lambdaU[t + 1]) lambdaH[p] += dot(recurrent[p], lambdaU[t + 1]);
    }
    // λ_u(t) = (1−α) ψ(t) λ_h(t)
    for (let p = 0; p < neurons; p++) lambdaU[t][p] = (1 - alpha[p]) * psi[t][p] * lambdaH[p];
  }
  return lambdaU;
}
