import { judge } from '../network/loss';
import { zeros, type Matrix } from '../network/matrix';
import type { Network } from '../network/network';
import { spikesAt, type Raster } from '../network/raster';
import { simulate } from '../network/simulate';
import type { Batch, Engine, Evaluation, Gradients, Lesson, LessonResult } from './engine';
import { filteredError, signals } from './signals';
import { sweep } from './sweep';

/** What of a trial's forward pass the backward sweep needs. */
interface Pass {
  readonly input: Raster;
  readonly spikes: Raster;
  /** ψ [step][neuron] */
  readonly psi: Matrix;
  /** d[step][output] */
  readonly error: Matrix;
}

/** The readable engine in float64: the equations one to one. */
export function referenceEngine(): Engine {
  return {
    name: 'reference',
    evaluate: async (batch) => forward(batch).evaluation,
    learn: async (lesson) => learn(lesson),
    close: async () => {},
  };
}

function learn(lesson: Lesson): LessonResult {
  const { network, weights, rule, feedback } = lesson;
  const { passes, evaluation } = forward(lesson);
  const modulation = lesson.modulation ?? rule.modulation?.(weights.recurrent, network);
  const rateError = rateErrorOf(lesson, evaluation.spikeCounts);
  const gradients = noGradients(network);
  for (const pass of passes) {
    const heard = signals(network, rule, pass.error, pass.psi, rateError, feedback, modulation);
    const { lambdaV } = sweep(network, rule, heard, pass.psi, weights.recurrent);
    addGradients(gradients, network, pass, lambdaV);
  }
  gradients.recurrent.forEach((row, q) => { row[q] = 0; });
  return { ...evaluation, gradients };
}

function forward({ network, weights, trials, count, keepSpikes }: Batch): { passes: Pass[]; evaluation: Evaluation } {
  const passes: Pass[] = [];
  const logits: Matrix = [];
  const spikeCounts = new Float64Array(network.neurons);
  let loss = 0;
  let correct: number | null = 0;
  for (const { input, target } of trials) {
    const activity = simulate(network, weights, input);
    const judgement = judge(activity.logits, target, count);
    loss += judgement.loss;
    correct = judgement.correct === null || correct === null ? null : correct + Number(judgement.correct);
    logits.push(activity.logits[activity.logits.length - 1]);
    activity.spikes.channels.forEach((p) => { spikeCounts[p]++; });
    passes.push({ input, spikes: activity.spikes, psi: activity.states.map((state) => state.psi), error: judgement.error });
  }
  const accuracy = correct === null ? null : correct / count;
  return { passes, evaluation: { loss, accuracy, logits, spikeCounts, ...(keepSpikes && { spikes: passes.map((pass) => pass.spikes) }) } };
}

/** The firing-rate regularisation's part of L: 2c (r_p − r_0) / (B·T) with r_p the mean of z_p over trials and steps. */
export function rateErrorOf({ rates, count, steps, network }: Lesson, spikeCounts: Float64Array): Float64Array {
  if (!rates) return new Float64Array(network.neurons);
  return spikeCounts.map((spikes) => 2 * rates.coefficient * (spikes / (count * steps) - rates.target) / (count * steps));
}

function noGradients({ inputs, neurons, outputs }: Network): Gradients {
  return { input: zeros(inputs, neurons), recurrent: zeros(neurons, neurons), output: zeros(neurons, outputs), bias: new Float64Array(outputs) };
}

/** Adds one trial's gradients, summed over spikes only. */
function addGradients(sum: Gradients, network: Network, { input, spikes, error }: Pass, lambdaV: Matrix): void {
  const l = filteredError(network, error);
  lambdaV.forEach((row, t) => {
    const change = row.map((value) => (1 - network.alpha) * value);
    // dW_rec[q,p] = (1−α) Σ_t z_q(t−D) λ_v,p(t);  dW_in[i,p] = (1−α) Σ_t x_i(t) λ_v,p(t)
    if (t >= network.delaySteps) for (const q of spikesAt(spikes, t - network.delaySteps)) add(sum.recurrent[q], change);
    for (const i of spikesAt(input, t)) add(sum.input[i], change);
    // dW_out[j,k] = Σ_t y_j(t) d_k(t) = Σ_t z_j(t) l_k(t);  dbias_k = Σ_t d_k(t)
    for (const j of spikesAt(spikes, t)) add(sum.output[j], l[t]);
    add(sum.bias, error[t]);
  });
}

function add(sum: Float64Array, terms: Float64Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] += terms[i];
}
