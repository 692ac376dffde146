import type { Matrix } from '../network/matrix';
import type { Network, Weights } from '../network/network';
import type { Feedback, FeedbackName } from './feedback/feedback';

/** A learning rule, as data. */
export type Rule = ExactRule | LocalRule;

interface Named {
  readonly id: string;
  /** As the literature writes it. */
  readonly label: string;
}

/** The gradient itself: backpropagation through time. */
export interface ExactRule extends Named {
  readonly credit: 'exact';
  readonly types?: undefined;
  readonly modulation?: undefined;
  readonly online?: undefined;
}

/**
 * A rule that takes Σ_t Λ_p(t) e_qp(t), Λ = L + Γ, for a synapse q→p; training subtracts it. Such rules differ in the trace e, in
 * the feedback that makes the learning signal L, and in the matrix G of the modulatory signal Γ_p(t) = Σ_j (1−α_j) G[p,j] a_j(t+D).
 */
export interface LocalRule extends Named {
  readonly credit: 'local';
  /** e: `full` has membrane, reset and adaptation, `no-reset` all but the reset, `leak` the leak of the membrane alone. */
  readonly trace: 'full' | 'no-reset' | 'leak';
  /** Feedback by default. */
  readonly feedback: FeedbackName | Feedback;
  /** Type of each neuron, 0, 1, …, or what makes them of the weights before training, once and for all; by default its cell type. */
  readonly types?: readonly number[] | ((initial: Weights, network: Network, seed: number) => readonly number[]);
  /** G [receiver p][sender j] from the recurrent weights (pre, post); without it no neuron hears any other. */
  readonly modulation?: (recurrent: Matrix, context: ModulationContext) => Matrix;
  /** Whether signals wait for nothing: a_j holds what is known at its own step, and Γ meets the filtered trace. */
  readonly online?: true;
}

/** Returns the trace of a rule; that of the exact gradient is full. */
export function traceOf(rule: Rule): LocalRule['trace'] {
  return rule.credit === 'exact' ? 'full' : rule.trace;
}

/** What G may depend on besides the recurrent weights. */
export interface ModulationContext extends Pick<Network, 'types' | 'cellTypes'> {
  readonly network: Network;
  /** All of the network's weights. */
  readonly weights: Weights;
  /** Of the run; 1 for a case. */
  readonly seed: number;
  /** Number of updates so far; 0 for a case. */
  readonly iteration: number;
}
