import type { Gradients } from '../../engine/engine';
import type { Matrix } from '../../network/matrix';
import type { Network, Weights } from '../../network/network';
import type { Target } from '../../network/trial';
import type { Adaptive } from '../../training/adam';

/** The feedback kinds there are. */
export type FeedbackName = 'symmetric' | 'random' | 'adaptive' | 'broadcast';

/** What carries the readout's error back to the neurons: F [neuron][output], of the learning signal L_p(t) = Σ_k F[p,k] l_k(t). */
export interface Feedback {
  readonly id: string;
  /** F as it starts; asked anew at each iteration unless there is a `step`. */
  readonly start: (context: FeedbackContext) => FeedbackState;
  /** How F learns, after each update of the weights; its state is part of the training state. */
  readonly step?: (state: FeedbackState, update: FeedbackUpdate) => FeedbackState;
  /** Share of itself that W_out loses at each update; by default 0. */
  readonly readoutDecay?: number;
  /** Why it makes no sense for trials with such a target, if it makes none. */
  readonly refuses?: (target: Target) => string | undefined;
}

/** F, and whatever else a feedback that learns must keep: plain numbers, lists and typed arrays. */
export interface FeedbackState {
  readonly F: Matrix;
  readonly [more: string]: unknown;
}

/** What F may start from. */
export interface FeedbackContext {
  readonly network: Network;
  readonly weights: Weights;
  /** Of the run. */
  readonly seed: number;
  /** By how much random feedback is larger than normal / √neurons; by default 1. */
  readonly scale?: number;
}

/** What F may learn from. */
export interface FeedbackUpdate extends FeedbackContext {
  /** Gradients of the update that has just been made; `weights` are those after it. */
  readonly gradients: Gradients;
  /** Learning rate of the update. */
  readonly rate: number;
  /** Moves numbers as the weights were moved: a step of the same optimizer, in place, with moments of their own. */
  readonly descend: (parameters: Adaptive, gradient: Float64Array) => void;
  /** Number of updates before it. */
  readonly iteration: number;
}
