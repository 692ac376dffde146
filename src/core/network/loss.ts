import { exp, ln } from '../digits';
import { zeros, type Matrix } from './matrix';
import type { Target } from './trial';

/** The size of a batch, over which a loss is a mean. */
export interface BatchSize {
  readonly trials: number;
  readonly steps: number;
}

/** What the readout of one trial is worth. */
export interface Judgement {
  /** What the trial adds to the loss of the batch. */
  readonly loss: number;
  /** 1 if the class was said, 0 if not, of several classes the share; null if the target is no class. */
  readonly accuracy: number | null;
  /** d_k(t) = ∂loss/∂logit_k(t), [judged step][output]. */
  readonly error: Matrix;
}

/** Returns the first step that is judged; the logits of those before count for nothing. */
export function judgedFrom(target: Target, steps: number): number {
  if ('class' in target) return steps - (target.lastSteps ?? 1);
  return 'windows' in target ? target.windows.reduce((first, { from }) => Math.min(first, from), steps) : 0;
}

/**
 * Judges one trial.
 * @param logits [judged step][output], from the first judged step on
 */
export function judge(logits: Matrix, target: Target, size: BatchSize): Judgement {
  const error = zeros(logits.length, logits[0].length);
  if ('class' in target) return { ...judgeClass(logits, target.class, size, error), error };
  if ('windows' in target) return { ...judgeWindows(logits, target, size, error), error };
  return { loss: squaredError(logits, target, size, error), accuracy: null, error };
}

/**
 * Judges one trial by the logits of all its steps.
 * @param logits [step][output]
 * @returns the error of all steps: 0 at those that are not judged
 */
export function judgeTrial(logits: Matrix, target: Target, size: BatchSize): Judgement {
  const from = judgedFrom(target, size.steps);
  const judgement = judge(logits.slice(from), target, size);
  return { ...judgement, error: [...zeros(from, logits[0].length), ...judgement.error] };
}

/** Computes the cross-entropy at each judged step, a mean over them; the class that is said has the largest mean logit. */
function judgeClass(logits: Matrix, target: number, { trials }: BatchSize, error: Matrix) {
  let loss = 0;
  logits.forEach((row, t) => { loss += crossEntropy(row, target, trials * logits.length, error[t]); });
  return { loss, accuracy: accuracyOf(mean(logits), target) };
}

/** Computes the cross-entropy of the mean logits of each window, a mean over windows. */
function judgeWindows(logits: Matrix, target: Extract<Target, { windows: unknown }>, { trials, steps }: BatchSize, error: Matrix) {
  const { windows } = target;
  const first = judgedFrom(target, steps);
  let loss = 0;
  let accuracy = 0;
  for (const { class: wanted, from, to } of windows) {
    const judged = mean(logits.slice(from - first, to - first));
    const d = new Float64Array(judged.length);
    loss += crossEntropy(judged, wanted, trials * windows.length, d);
    accuracy += accuracyOf(judged, wanted) / windows.length;
    // Each step's logit is one of (to − from) in the mean.
    for (let t = from - first; t < to - first; t++) d.forEach((value, k) => { error[t][k] += value / (to - from); });
  }
  return { loss, accuracy };
}

/**
 * Computes the squared error: a mean over trials, steps and outputs, d = 2 (logit − value) / (B·T·K); half of it;
 * or ½ Σ over steps and outputs, a mean over trials, d = (logit − value) / B.
 */
function squaredError(
  logits: Matrix, { values, squared = 'mean' }: Extract<Target, { values: unknown }>, { trials, steps }: BatchSize, error: Matrix
): number {
  const terms = trials * (squared === 'half sum' ? 1 : steps * logits[0].length) * (squared === 'mean' ? 1 : 2);
  let loss = 0;
  logits.forEach((row, t) => row.forEach((logit, k) => {
    const difference = logit - values[t][k];
    loss += (difference * difference) / terms;
    error[t][k] = (2 * difference) / terms;
  }));
  return loss;
}

/** Computes d = (softmax − onehot) / terms, and returns −ln softmax of the target / terms. */
function crossEntropy(logits: Float64Array, target: number, terms: number, error: Float64Array): number {
  const largest = Math.max(...logits);
  let sum = 0;
  for (let k = 0; k < logits.length; k++) sum += error[k] = exp(logits[k] - largest);
  for (let k = 0; k < logits.length; k++) error[k] = (error[k] / sum - (k === target ? 1 : 0)) / terms;
  return (ln(sum) + largest - logits[target]) / terms;
}

/** Returns 1 if the largest logit is the target's (of equal ones the first), else 0. */
function accuracyOf(logits: Float64Array, target: number): number {
  return Number(logits.indexOf(Math.max(...logits)) === target);
}

function mean(rows: Matrix): Float64Array {
  return rows[0].map((_, k) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length);
}
