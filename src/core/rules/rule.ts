import type { Matrix } from '../network/matrix';
import type { Network } from '../network/network';

/**
 * A learning rule, as data. For a synapse q→p it takes Σ_t Λ_p(t) e_qp(t), Λ = L + Γ, which training subtracts;
 * rules differ in the trace e, in the feedback that makes the learning signal L, and in the
 * matrix G of the modulatory signal Γ_p(t) = (1−α) Σ_j G[p,j] a_j(t+D). Two are more than that: an `exact` rule takes the
 * gradient itself, and under an `online` one Γ meets a filtered trace.
 */
export interface Rule {
  readonly id: string;
  /** As the literature writes it. */
  readonly label: string;
  /** `local`: as above. `exact`: the gradient itself, backpropagation through time. */
  readonly credit: 'local' | 'exact';
  /** `full`: membrane, reset and adaptation. `leak`: the leak of the membrane alone. */
  readonly eligibility: 'full' | 'leak';
  /** Feedback by default: the readout's own weights, or a fixed random matrix. */
  readonly feedback: Feedback;
  /** G [receiver p][sender j] from the recurrent weights (pre, post); without it no neuron hears any other. */
  readonly modulation?: (recurrent: Matrix, network: Pick<Network, 'types' | 'cellTypes'>) => Matrix;
  /** Whether signals wait for nothing: a_j holds what is known at its own step, and Γ meets the filtered trace. */
  readonly online?: true;
}

export type Feedback = 'symmetric' | 'random';
