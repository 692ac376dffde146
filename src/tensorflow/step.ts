import * as tf from '@tensorflow/tfjs';
import type { Network } from '../core/network/network';
import { tidy } from './tidy';

/** The state of all neurons in all trials after a step, each [trials, neurons]. */
export interface TensorState {
  /** Spikes, 0 or 1. */
  readonly z: tf.Tensor2D;
  /** Membrane. */
  readonly v: tf.Tensor2D;
  /** Adaptation. */
  readonly b: tf.Tensor2D;
  /** Steps, the next one included, in which the neuron cannot spike. */
  readonly refractory: tf.Tensor2D;
}

/** Makes the state of all neurons at rest. */
export function restingTensors({ neurons }: Pick<Network, 'neurons'>, trials: number): TensorState {
  const [z, v, b, refractory] = Array.from({ length: 4 }, () => tf.zeros<tf.Rank.R2>([trials, neurons]));
  return { z, v, b, refractory };
}

/**
 * Does one step (1 ms) of LIF and ALIF neurons in TensorFlow.js, the same equations as `step`.
 * @param before state after the step before
 * @param current [trials, neurons]: Σ_i W_in[i,p] x_i(t) + Σ_q W_rec[q,p] z_q(t−D)
 * @see Liu et al. 2021, Methods, "Network dynamics"
 */
export function tensorStep(
  { alpha, rho, beta, threshold, dampening, refractorySteps }: Network,
  before: TensorState,
  current: tf.Tensor2D
): TensorState {
  return tidy(() => {
    // b(t) = ρ b(t−1) + (1−ρ) z(t−1), as b + (1−ρ) (z − b) for float32;  A(t) = v_th + β b(t)
    const b = before.b.add<tf.Tensor2D>(before.z.sub(before.b).mul(gainTensor(rho)));
    const A = b.mul(tf.tensor1d([...beta])).add(threshold);
    // v(t) = α v(t−1) + (1−α) I(t) − v_th z(t−1)
    const v = before.v.mul(tf.tensor1d([...alpha])).add(current.mul(gainTensor(alpha))).sub<tf.Tensor2D>(before.z.mul(threshold));
    // s(t) = (v(t) − A(t)) / v_th
    const s = v.sub(A).div<tf.Tensor2D>(threshold);
    const free = offTape(() => tf.sub<tf.Tensor2D>(1, before.refractory.minimum(1)));
    const z = spike(s, free, dampening);
    const refractory = offTape(() => before.refractory.sub(1).maximum<tf.Tensor2D>(z.mul(refractorySteps)));
    return { z, v, b, refractory };
  });
}

/** Returns 1 − decay of each neuron, rounded from float64. */
function gainTensor(decays: readonly number[]): tf.Tensor1D {
  return tf.tensor1d(decays.map((decay) => 1 - decay));
}

/**
 * Computes z = 1 where s > 0 and the neuron is free, else 0; its derivative ∂z/∂s is taken for γ max(0, 1 − |s|), and 0 while refractory.
 * @param s distance to threshold, in units of v_th
 * @param free 1 where the neuron may spike, 0 while it is refractory; the tape does not follow it
 * @param dampening γ
 */
export function spike(s: tf.Tensor2D, free: tf.Tensor2D, dampening: number): tf.Tensor2D {
  const op = tf.customGrad((distance, save) => {
    (save as tf.GradSaveFunc)([distance as tf.Tensor, free]);
    return {
      value: (distance as tf.Tensor).step().mul(free),
      gradFunc: (dz: tf.Tensor, saved: tf.Tensor[]) => {
        const [at, allowed] = saved;
        return dz.mul(allowed).mul(tf.relu(tf.sub(1, at.abs())).mul(dampening));
      },
    };
  });
  return op(s) as tf.Tensor2D;
}

/** Does what has no derivative, such as the refractory counter: an op without inputs, inside which nothing is recorded. */
function offTape<T extends tf.Tensor>(work: () => T): T {
  return tf.customGrad(() => ({ value: work(), gradFunc: () => [] }))() as T;
}
