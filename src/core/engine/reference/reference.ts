import { judgeTrial } from '../../network/loss';
import type { Matrix } from '../../network/matrix';
import type { Network } from '../../network/network';
import { countSpikes, spikesAt, type Raster } from '../../network/raster';
import { simulate } from '../../network/simulate';
import { checkBatch, modulationOf, trialsOf } from '../batch';
import { noGradients, type Batch, type Engine, type Evaluation, type Gradients, type Lesson, type LessonResult } from '../engine';
import { rateErrorsOf } from '../rates';
import { Tally } from '../tally';
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

/** Makes the readable engine in float64: the equations one to one. */
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
  const modulation = modulationOf(lesson);
  const rateErrorOf = rateErrorsOf(lesson, evaluation.spikeCounts);
  const gradients = noGradients(network);
  for (const pass of passes) {
    const rateError = rateErrorOf(countSpikes(pass.spikes, network.neurons));
    const heard = signals(network, rule, pass.error, pass.psi, rateError, feedback, modulation);
    const { lambdaV } = sweep(network, rule, heard, pass.psi, weights.recurrent);
    addGradients(gradients, network, pass, lambdaV);
  }
  gradients.recurrent.forEach((row, q) => { row[q] = 0; });
  return { ...evaluation, gradients };
}

function forward(batch: Batch): { passes: Pass[]; evaluation: Evaluation } {
  const { network, weights, count, steps, keepSpikes } = batch;
  checkBatch(batch);
  const passes: Pass[] = [];
  const tally = new Tally(batch);
  for (const { input, target } of trialsOf(batch)) {
    const { spikes, states, logits } = simulate(network, weights, input);
    const judgement = judgeTrial(logits, target, { trials: count, steps });
    tally.addTrial(judgement, logits[steps - 1]);
    if (keepSpikes) tally.addSpikes(spikes);
    add(tally.spikeCounts, countSpikes(spikes, network.neurons));
    passes.push({ input, spikes, psi: states.map((state) => state.psi), error: judgement.error });
  }
  return { passes, evaluation: tally.evaluation() };
}

/** Adds one trial's gradients, summed over spikes only. */
function addGradients(sum: Gradients, network: Network, { input, spikes, error }: Pass, lambdaV: Matrix): void {
  const l = filteredError(network, error);
  lambdaV.forEach((row, t) => {
    const change = row.map((value, p) => (1 - network.alpha[p]) * value);
    // dW_rec[q,p] = (1−α_p) Σ_t z_q(t−D) λ_v,p(t);  dW_in[i,p] = (1−α_p) Σ_t x_i(t) λ_v,p(t)
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
