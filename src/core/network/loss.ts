import { exp, ln } from '../digits';
import { zeros, type Matrix } from './matrix';
import type { Target } from './trial';

/** The size of a batch, over which a loss is a mean. */
export interface BatchSize {
  readonly trials: number;
  readonly steps: number;
}

/** Returns the first step that is judged: the last step of all for a class, step 0 for values. */
export function judgedFrom(target: Target, steps: number): number {
  return 'class' in target ? steps - 1 : 0;
}

/**
 * Computes what one step of one trial adds to the loss of the batch: softmax cross-entropy (mean over trials)
 * or squared error (mean over trials, steps and outputs).
 * @param logits [output] at this step
 * @param error [output], written: d_k(t) = ∂loss/∂logit_k(t)
 */
export function judgeStep(logits: Float64Array, target: Target, step: number, size: BatchSize, error: Float64Array): number {
  return 'class' in target
    ? crossEntropy(logits, target.class, size.trials, error)
    : squaredError(logits, target.values[step], size.trials * size.steps * logits.length, error);
}

/**
 * Computes what a trial adds to the loss of the batch, and its error d [step][output], 0 at steps that are not judged; see {@link
 * judgeStep}.
 * @param logits [step][output]
 */
export function judgeTrial(logits: Matrix, target: Target, size: BatchSize): { loss: number; error: Matrix } {
  const error = zeros(logits.length, logits[0].length);
  let loss = 0;
  for (let t = judgedFrom(target, size.steps); t < size.steps; t++) loss += judgeStep(logits[t], target, t, size, error[t]);
  return { loss, error };
}

/** Tells whether the largest logit is the target's; null if the target is not a class. */
export function isCorrect(logits: Float64Array, target: Target): boolean | null {
  return 'class' in target ? logits.indexOf(Math.max(...logits)) === target.class : null;
}

/** Computes d = (softmax − onehot) / B */
function crossEntropy(logits: Float64Array, target: number, trials: number, error: Float64Array): number {
  const largest = Math.max(...logits);
  let sum = 0;
  for (let k = 0; k < logits.length; k++) sum += error[k] = exp(logits[k] - largest);
  for (let k = 0; k < logits.length; k++) error[k] = (error[k] / sum - (k === target ? 1 : 0)) / trials;
  return (ln(sum) + largest - logits[target]) / trials;
}

/** Computes d = 2 (logit − value) / (B·T·K) */
function squaredError(logits: Float64Array, values: Float64Array, terms: number, error: Float64Array): number {
  let loss = 0;
  for (let k = 0; k < logits.length; k++) {
    const difference = logits[k] - values[k];
    loss += (difference * difference) / terms;
    error[k] = (2 * difference) / terms;
  }
  return loss;
}
