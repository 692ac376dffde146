import { exp, ln } from '../digits';
import { zeros, type Matrix } from './matrix';
import type { Target } from './trial';

/** What one trial of a batch adds to the loss. */
export interface Judgement {
  /** This trial's share of the mean over the batch. */
  readonly loss: number;
  /** Whether the largest logit is the target's; null where the target is not a class. */
  readonly correct: boolean | null;
  /** d[step][output] = ∂loss/∂logit(t) */
  readonly error: Matrix;
}

/**
 * Loss of one trial of a batch: softmax cross-entropy of the last step's logits,
 * or the squared error at every step, mean over trials, steps and outputs.
 * @param logits [step][output]
 * @param trials number of trials in the batch
 */
export function judge(logits: Matrix, target: Target, trials: number): Judgement {
  return 'class' in target ? crossEntropy(logits, target.class, trials) : squaredError(logits, target.values, trials);
}

function crossEntropy(logits: Matrix, target: number, trials: number): Judgement {
  const last = logits.length - 1;
  const outputs = logits[last].length;
  const error = zeros(logits.length, outputs);
  const largest = Math.max(...logits[last]);
  const exps = logits[last].map((logit) => exp(logit - largest));
  const sum = exps.reduce((a, b) => a + b, 0);
  // d(T−1) = (softmax − onehot) / B
  for (let k = 0; k < outputs; k++) error[last][k] = (exps[k] / sum - (k === target ? 1 : 0)) / trials;
  return {
    loss: (ln(sum) + largest - logits[last][target]) / trials,
    correct: logits[last].indexOf(largest) === target,
    error,
  };
}

function squaredError(logits: Matrix, values: Matrix, trials: number): Judgement {
  const outputs = logits[0].length;
  const error = zeros(logits.length, outputs);
  const scale = 1 / (trials * logits.length * outputs);
  let loss = 0;
  for (let t = 0; t < logits.length; t++) {
    for (let k = 0; k < outputs; k++) {
      const difference = logits[t][k] - values[t][k];
      loss += difference * difference * scale;
      error[t][k] = 2 * difference * scale;
    }
  }
  return { loss, correct: null, error };
}
