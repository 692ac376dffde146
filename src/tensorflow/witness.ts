import * as tf from '@tensorflow/tfjs';
import { checkBatch, trialsOf } from '../core/engine/batch';
import type { Batch, Lesson, LessonResult } from '../core/engine/engine';
import { Tally } from '../core/engine/tally';
import { InputError } from '../core/errors';
import { judgedFrom, judgeStep } from '../core/network/loss';
import type { Matrix } from '../core/network/matrix';
import { raster } from '../core/network/raster';
import type { Target, Trial } from '../core/network/trial';
import { rasterTensor } from './input';
import { tensorSimulate, type TensorActivity } from './simulate';
import { matrixTensor, tensorMatrix, weightTensors } from './weights';

/** What the witness differentiates: a batch, and the firing-rate regularisation if there is one. */
export type WitnessedBatch = Omit<Batch, 'keepSpikes'> & Pick<Lesson, 'rates'>;

/**
 * BPTT by TensorFlow.js's own autodiff through the network as plain ops: it shares nothing with the engines' sweeps but
 * the equations. Spikes are kept. Uses the backend that is set.
 * @throws InputError where shapes or trials are not what the batch says, or the tape does not fit into memory
 */
export function witness(batch: WitnessedBatch): LessonResult {
  checkBatch(batch);
  const { network, weights, steps } = batch;
  const trials = [...trialsOf(batch)];
  let result!: LessonResult;
  tf.tidy(() => {
    const input = rasterTensor(trials.map((trial) => trial.input), network.inputs);
    const judge = lossOf(trials, steps);
    const { input: wIn, recurrent, output, bias } = weightTensors(weights);
    let activity!: TensorActivity;
    const { grads } = tf.valueAndGrads((...w) => {
      activity = tensorSimulate(network, { input: w[0], recurrent: w[1], output: w[2], bias: w[3] }, input);
      [...activity.z, ...activity.logits].forEach(tf.keep);
      return judge(activity.logits).add(rateLoss(batch, activity.z)) as tf.Scalar;
    })([wIn, recurrent, output, bias]);
    const z = tf.stack([...activity.z], 1).dataSync();
    const logits = activity.logits.map(tensorMatrix);
    [...activity.z, ...activity.logits].forEach((tensor) => tensor.dispose());
    result = {
      ...told(batch, trials, z, logits),
      gradients: { input: tensorMatrix(grads[0]), recurrent: tensorMatrix(grads[1]), output: tensorMatrix(grads[2]), bias: Float64Array.from(grads[3].dataSync()) },
    };
  });
  return result;
}

/** The loss of the batch as a function of the logits of every step. */
function lossOf(trials: readonly Trial[], steps: number): (logits: readonly tf.Tensor2D[]) => tf.Scalar {
  const targets = trials.map(({ target }) => target);
  if (targets.every((target) => 'class' in target)) {
    return (logits) => crossEntropy(logits[steps - 1], targets.map((target) => target.class));
  }
  if (targets.every((target) => 'values' in target)) {
    return (logits) => squaredError(logits, targets.map((target) => target.values));
  }
  throw new InputError('targets: some are classes, some values; TensorFlow.js takes batches of one kind');
}

/** −log softmax of the target's logit, mean over trials. */
function crossEntropy(logits: tf.Tensor2D, classes: readonly number[]): tf.Scalar {
  const wanted = tf.oneHot(tf.tensor1d([...classes], 'int32'), logits.shape[1]).toFloat();
  return tf.logSoftmax(logits).mul(wanted).sum().div(-classes.length);
}

/** Mean over trials, steps and outputs. @param values [trial][step][output] */
function squaredError(logits: readonly tf.Tensor2D[], values: readonly Matrix[]): tf.Scalar {
  const wanted = tf.stack(values.map(matrixTensor), 1) as tf.Tensor3D;
  return tf.stack([...logits]).sub(wanted).square().mean();
}

/** c Σ_p (r_p − r_0)² with r_p the mean of z_p over trials and steps; 0 without firing-rate regularisation. */
function rateLoss({ rates, count, steps }: WitnessedBatch, z: readonly tf.Tensor2D[]): tf.Scalar {
  if (!rates) return tf.scalar(0);
  const counts = tf.addN(z.map((spikes) => spikes.sum(0)));
  return counts.div(count * steps).sub(rates.target).square().sum().mul(rates.coefficient);
}

/** What the forward pass tells, in the engines' form. @param z [trial][step][neuron] @param logits [step][trial][output] */
function told(batch: WitnessedBatch, trials: readonly Trial[], z: ArrayLike<number>, logits: readonly Matrix[]) {
  const { network: { neurons, outputs }, count, steps } = batch;
  const tally = new Tally({ ...batch, keepSpikes: true });
  trials.forEach(({ target }, m) => {
    const pairs: number[] = [];
    for (let t = 0, n = m * steps * neurons; t < steps; t++) for (let p = 0; p < neurons; p++) if (z[n++]) pairs.push(t, p);
    const spikes = raster(steps, pairs);
    for (const p of spikes.channels) tally.spikeCounts[p]++;
    tally.addSpikes(spikes);
    tally.addTrial(lossOfTrial(logits, m, target, { trials: count, steps }, outputs), logits[steps - 1][m], target);
  });
  return tally.evaluation();
}

function lossOfTrial(logits: readonly Matrix[], trial: number, target: Target, size: { trials: number; steps: number }, outputs: number): number {
  const error = new Float64Array(outputs);
  let loss = 0;
  for (let t = judgedFrom(target, size.steps); t < size.steps; t++) loss += judgeStep(logits[t][trial], target, t, size, error);
  return loss;
}
