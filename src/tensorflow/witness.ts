import * as tf from '@tensorflow/tfjs';
import { checkBatch, trialsOf } from '../core/engine/batch';
import type { Batch, Lesson, LessonResult } from '../core/engine/engine';
import { Tally } from '../core/engine/tally';
import { InputError } from '../core/errors';
import { judgeTrial } from '../core/network/loss';
import type { Matrix } from '../core/network/matrix';
import { raster } from '../core/network/raster';
import type { Trial } from '../core/network/trial';
import { rasterTensor } from './input';
import { tensorSimulate, type TensorActivity } from './simulate';
import { matrixTensor, tensorMatrix, weightsFrom, weightTensors } from './weights';

/** What the witness differentiates: a batch, and the firing-rate regularisation if there is one. */
export type WitnessedBatch = Omit<Batch, 'keepSpikes'> & Pick<Lesson, 'rates'>;

/**
 * Does BPTT by TensorFlow.js's own autodiff through the network as plain ops: it shares nothing with the engines' sweeps but
 * the equations. Spikes are kept. Uses the backend that is set.
 * @throws InputError if shapes or trials are not what the batch says, or the tape does not fit into memory
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
      gradients: weightsFrom({ input: grads[0], recurrent: grads[1], output: grads[2], bias: grads[3] }),
    };
  });
  return result;
}

/** Returns the loss of the batch as a function of the logits of every step. */
function lossOf(trials: readonly Trial[], steps: number): (logits: readonly tf.Tensor2D[]) => tf.Scalar {
  const classes = trials.flatMap(({ target }) => 'class' in target ? [target.class] : []);
  const values = trials.flatMap(({ target }) => 'values' in target ? [target.values] : []);
  if (values.length === 0) return (logits) => crossEntropy(logits[steps - 1], classes);
  if (classes.length === 0) return (logits) => squaredError(logits, values);
  throw new InputError('targets: some are classes, some values; TensorFlow.js takes batches of one kind');
}

/** Computes −log softmax of the target's logit, mean over trials. */
function crossEntropy(logits: tf.Tensor2D, classes: readonly number[]): tf.Scalar {
  const wanted = tf.oneHot(tf.tensor1d([...classes], 'int32'), logits.shape[1]).toFloat();
  return tf.logSoftmax(logits).mul(wanted).sum().div(-classes.length);
}

/** Computes the squared error, a mean over trials, steps and outputs. @param values [trial][step][output] */
function squaredError(logits: readonly tf.Tensor2D[], values: readonly Matrix[]): tf.Scalar {
  const wanted = tf.stack(values.map(matrixTensor), 1) as tf.Tensor3D;
  return tf.stack([...logits]).sub(wanted).square().mean();
}

/** Computes c Σ_p (r_p − r_0)² with r_p the mean of z_p over trials and steps; 0 without firing-rate regularisation. */
function rateLoss({ rates, count, steps }: WitnessedBatch, z: readonly tf.Tensor2D[]): tf.Scalar {
  if (!rates) return tf.scalar(0);
  const counts = tf.addN(z.map((spikes) => spikes.sum(0)));
  return counts.div(count * steps).sub(rates.target).square().sum().mul(rates.coefficient);
}

/** Tells what the forward pass tells, in the engines' form. @param z [trial][step][neuron] @param logits [step][trial][output] */
function told(batch: WitnessedBatch, trials: readonly Trial[], z: ArrayLike<number>, logits: readonly Matrix[]) {
  const { count, steps } = batch;
  const { neurons } = batch.network;
  const tally = new Tally({ ...batch, keepSpikes: true });
  trials.forEach(({ target }, m) => {
    const pairs: number[] = [];
    for (let t = 0, n = m * steps * neurons; t < steps; t++) for (let p = 0; p < neurons; p++) if (z[n++]) pairs.push(t, p);
    const spikes = raster(steps, pairs);
    for (const p of spikes.channels) tally.spikeCounts[p]++;
    tally.addSpikes(spikes);
    const { loss } = judgeTrial(logits.map((ofTrials) => ofTrials[m]), target, { trials: count, steps });
    tally.addTrial(loss, logits[steps - 1][m], target);
  });
  return tally.evaluation();
}
