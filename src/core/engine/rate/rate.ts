import { judgeTrial } from '../../network/loss';
import { addScaled, type Matrix } from '../../network/matrix';
import { raster, spikesAt } from '../../network/raster';
import { simulateRates, type RateActivity } from '../../network/rate-units';
import { checkBatch, trialsOf } from '../batch';
import { noGradients, type Batch, type Engine, type Evaluation, type Gradients, type Lesson } from '../engine';
import { Tally } from '../tally';
import { rateSweep } from './sweep';

/** Makes the engine of rate units, in float64: the equations one to one. Rates are no spikes: their counts are 0. */
export function rateEngine(): Engine {
  return {
    name: 'rate',
    evaluate: async (batch) => run(batch),
    async learn(lesson) {
      const gradients = noGradients(lesson.network);
      return { ...run(lesson, (trial) => addGradients(gradients, lesson, trial)), gradients };
    },
    close: async () => {},
  };
}

/** What of a trial's forward pass its gradients need. */
interface Pass extends RateActivity {
  /** d[step][output] */
  readonly error: Matrix;
}

function run(batch: Batch, eachPass?: (pass: Pass) => void): Evaluation {
  const { network, weights, count, steps } = batch;
  checkBatch(batch, 'tanh');
  const tally = new Tally(batch);
  for (const { input, target } of trialsOf(batch)) {
    const activity = simulateRates(network, weights, input);
    const judgement = judgeTrial(activity.logits, target, { trials: count, steps });
    tally.addTrial(judgement, activity.logits[steps - 1]);
    if (batch.keepSpikes) tally.addSpikes(raster(steps, []));
    eachPass?.({ ...activity, error: judgement.error });
  }
  return tally.evaluation();
}

/** Adds one trial's gradients. Those of autapses are no exception. */
function addGradients(sum: Gradients, { network, weights, rule, feedback }: Lesson, { input, rates, psi, error }: Pass): void {
  rateSweep(network, rule, error, psi, weights.recurrent, feedback).forEach((lambdaU, t) => {
    // dW_rec[q,p] = Σ_t h_q(t−1) λ_u,p(t);  dW_in[i,p] = Σ_t x_i(t) λ_u,p(t)
    sum.recurrent.forEach((row, q) => addScaled(row, lambdaU, rates[t][q]));
    for (const i of spikesAt(input, t)) addScaled(sum.input[i], lambdaU, 1);
    // dW_out[j,k] = Σ_t h_j(t) d_k(t);  dbias_k = Σ_t d_k(t)
    sum.output.forEach((row, j) => addScaled(row, error[t], rates[t + 1][j]));
    addScaled(sum.bias, error[t], 1);
  });
}
