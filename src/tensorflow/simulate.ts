import * as tf from '@tensorflow/tfjs';
import type { Network } from '../core/network/network';
import { mustBeInput, mustBeNetwork, mustFitNetwork } from './checks';
import { restingTensors, tensorStep } from './step';
import { mustFitTape } from './tape';
import { tidy } from './tidy';
import type { TensorWeights } from './weights';

/** What the loop over steps gives, one tensor a step; to be disposed of by the caller. */
export interface TensorActivity {
  /** Spikes, each [trials, neurons]. */
  readonly z: readonly tf.Tensor2D[];
  /** Each [trials, outputs]. */
  readonly logits: readonly tf.Tensor2D[];
}

/**
 * Runs the network as plain TensorFlow.js ops, step by step; gradients through it are backpropagation through time.
 * They take 1.4 MB a step at the size of Figure 3C (`tapeBytes`), so trials that are too long are refused where they are wanted.
 * `useBackend()` must be awaited once before.
 * @param input spike counts [trials, steps, inputs]
 * @throws InputError if something is no tensor or has not the network's shape, or gradients are wanted of more steps than memory can
 * hold
 */
export function tensorSimulate(network: Network, weights: TensorWeights, input: tf.Tensor3D): TensorActivity {
  mustBeNetwork(network);
  mustFitNetwork(weights, network);
  mustBeInput(input, network);
  const { neurons, outputs, delaySteps, kappa } = network;
  const [trials, steps] = input.shape;
  if (tf.engine().state.gradientDepth > 0) mustFitTape({ ...network, trials, steps });
  return tidy(() => {
    const x = tf.unstack(input.toFloat(), 1) as tf.Tensor2D[];
    // no autapses: the diagonal neither acts nor takes a gradient
    const recurrent = weights.recurrent.mul<tf.Tensor2D>(tf.sub(1, tf.eye(neurons)));
    const z: tf.Tensor2D[] = [];
    const logits: tf.Tensor2D[] = [];
    let state = restingTensors(network, trials);
    let y = tf.zeros<tf.Rank.R2>([trials, outputs]);
    for (let t = 0; t < steps; t++) {
      state = tidy(() => {
        // I_p(t) = Σ_i W_in[i,p] x_i(t) + Σ_q W_rec[q,p] z_q(t−D)
        const fromInputs = x[t].matMul(weights.input) as tf.Tensor2D;
        return tensorStep(network, state, t < delaySteps ? fromInputs : fromInputs.add<tf.Tensor2D>(z[t - delaySteps].matMul(recurrent)));
      });
      // logits(t) = W_outᵀ y(t) + bias with y(t) = κ y(t−1) + (1−κ) z(t), kept as its projection on the outputs
      y = tidy(() => y.mul(kappa).add<tf.Tensor2D>(state.z.matMul(weights.output).mul(1 - kappa)));
      z.push(state.z);
      logits.push(y.add<tf.Tensor2D>(weights.bias));
    }
    return { z, logits };
  });
}
