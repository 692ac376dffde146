import * as tf from '@tensorflow/tfjs';
import { checkBatch, trialsOf } from '../core/engine/batch';
import type { Batch, Lesson, LessonResult } from '../core/engine/engine';
import { Tally } from '../core/engine/tally';
import { judgeTrial } from '../core/network/loss';
import type { Matrix } from '../core/network/matrix';
import { raster } from '../core/network/raster';
import type { Target, Trial } from '../core/network/trial';
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
  const { network, weights } = batch;
  const trials = [...trialsOf(batch)];
  let result!: LessonResult;
  tf.tidy(() => {
    const input = rasterTensor(trials.map((trial) => trial.input), network.inputs);
    const { input: wIn, recurrent, output, bias } = weightTensors(weights);
    let activity!: TensorActivity;
    const { grads } = tf.valueAndGrads((...w) => {
      activity = tensorSimulate(network, { input: w[0], recurrent: w[1], output: w[2], bias: w[3] }, input);
      [...activity.z, ...activity.logits].forEach(tf.keep);
      return lossOf(trials, activity.logits).add(rateLoss(batch, activity.z)) as tf.Scalar;
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

/** Computes the loss of the batch, a mean over trials. @param logits [trials, outputs] of every step */
function lossOf(trials: readonly Trial[], logits: readonly tf.Tensor2D[]): tf.Scalar {
  const all = tf.stack([...logits], 1);
  const ofTrial = (m: number) => all.slice(m, 1).reshape<tf.Tensor2D>([logits.length, logits[0].shape[1]]);
  return tf.addN(trials.map(({ target }, m) => trialLoss(ofTrial(m), target))).div(trials.length) as tf.Scalar;
}

/** Computes the loss of one trial. @param logits [steps, outputs] */
function trialLoss(logits: tf.Tensor2D, target: Target): tf.Scalar {
  const [steps, outputs] = logits.shape;
  if ('values' in target) {
    const squares = logits.sub(matrixTensor(target.values)).square();
    return target.squared === 'half sum' ? squares.sum().div(2) : squares.mean();
  }
  const crossEntropy = (rows: tf.Tensor2D, wanted: number) =>
    tf.logSoftmax(rows).mul(tf.oneHot(wanted, outputs)).sum().div(-rows.shape[0]) as tf.Scalar;
  if ('class' in target) {
    const judged = target.lastSteps ?? 1;
    return crossEntropy(logits.slice(steps - judged, judged), target.class);
  }
  const means = target.windows.map(({ from, to }) => logits.slice(from, to - from).mean(0, true) as tf.Tensor2D);
  return tf.addN(means.map((row, n) => crossEntropy(row, target.windows[n].class))).div(means.length) as tf.Scalar;
}

/** Computes c Σ_p (r_p − r_0)² with r_p the mean of z_p over steps and the batch, or each trial alone; 0 without regularisation. */
function rateLoss({ rates, count, steps }: WitnessedBatch, z: readonly tf.Tensor2D[]): tf.Scalar {
  if (!rates) return tf.scalar(0);
  const counts = tf.addN([...z]);
  const r = rates.ofEachTrial ? counts.div(steps) : counts.sum(0, true).div(count * steps);
  return r.sub(rates.target).square().sum().mul(rates.coefficient).div(r.shape[0]) as tf.Scalar;
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
    tally.addTrial(judgeTrial(logits.map((ofTrials) => ofTrials[m]), target, { trials: count, steps }), logits[steps - 1][m]);
  });
  return tally.evaluation();
}
