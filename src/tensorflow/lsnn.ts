import * as tf from '@tensorflow/tfjs';
import { modulationOf } from '../core/engine/batch';
import type { Gradients } from '../core/engine/engine';
import { Passes, type Pass } from '../core/engine/wasm/passes';
import { InputError } from '../core/errors';
import type { Network } from '../core/network/network';
import { stepsOf } from '../core/network/raster';
import type { Trial } from '../core/network/trial';
import { platform } from '../core/platform';
import { valueInWords, mustBeFinite, mustBeFiniteWeights, mustBeInput, mustFitNetwork } from './checks';
import { rasterTensor, tensorRasters } from './input';
import { checkedOptions, type LsnnOptions } from './options';
import { tidy } from './tidy';
import { matrixTensor, weightsFrom, type TensorWeights } from './weights';

/** What {@link lsnn} gives; to be disposed of by the caller. */
export interface LsnnResult {
  /** [trials, outputs] at the last step; with `everyStep` [trials, steps, outputs]. */
  readonly logits: tf.Tensor;
  /** [neurons]: spikes of each neuron in the whole batch. A loss may depend on it, such as a firing-rate regularisation. */
  readonly spikeCounts: tf.Tensor1D;
  /** [trials, steps, neurons], where asked for. No gradient flows through it. */
  readonly spikes?: tf.Tensor3D;
}

/**
 * Input spikes: counts [trials, steps, inputs], whose shape is checked when they come, or trials of the library, whose targets play no
 * part.
 */
export type LsnnInput = tf.Tensor | Iterable<Pick<Trial, 'input'>>;

/** The fast engine, shared by all calls; it keeps its memory. */
let passes: Passes | undefined;

/**
 * Runs the whole network over all steps as one differentiable op: the fast engine inside `tf.customGrad`, in this thread, without a
 * tape. `tf.variableGrads` and the optimizers' `minimize` work through it; gradients flow to the four weights, by the rule that
 * is chosen. Weights are rounded to float32; those that are 0 are no connection, but get a gradient unless `places` says otherwise.
 * A call costs 1 to 2 ms more than the engine at the size of Figure 3C; a tensor not seen before must be looked through first,
 * 8 to 10 ms for float32 [64, 2000, 40], which trials of the library spare. `useBackend()` must be awaited once before.
 * @throws InputError if an option, a shape or a number cannot be used, which it names; and if a gradient is itself
 * differentiated, as those of rules are no function's
 * @example
 * lsnn(trials, weights, { network, rule: ruleOf('mdgl') }).logits.shape // [24, 2]
 */
export function lsnn(input: LsnnInput, weights: TensorWeights, options: LsnnOptions): LsnnResult {
  const { network, everyStep = false, spikes: keepSpikes = false, ...learning } = checkedOptions(options);
  mustFitNetwork(weights, network);
  const inputs = trialsOf(input, network);
  const steps = inputs.length ? stepsOf(inputs[0].input) : 0;
  let pass!: Pass;
  return tidy(() => {
    const op = tf.customGrad((...given) => {
      const from = given.slice(0, 4) as tf.Tensor[];
      const [wIn, recurrent, output, bias] = from;
      const held = weightsFrom({ input: wIn, recurrent, output, bias });
      held.recurrent.forEach((row, q) => { row[q] = 0; }); // no autapses
      mustBeFiniteWeights(held);
      const lesson = {
        network,
        weights: held,
        ...learning,
        feedback: learning.feedback ?? held.output,
        trials: inputs,
        count: inputs.length,
        steps,
        keepSpikes,
      };
      // G is made here and not in the sweep, so that a wrong one is told of at once
      pass = (passes ??= new Passes(platform().engineHost())).forward(
        { ...lesson, modulation: modulationOf(lesson) },
        everyStep ? 0 : steps - 1
      );
      const { logits, spikeCounts, sweep } = pass;
      return {
        value: tf.concat1d([tf.tensor1d(logits), tf.tensor1d(Float32Array.from(spikeCounts))]),
        gradFunc: (error: tf.Tensor) => {
          const values = error.dataSync();
          const [logitError, countError] = [values.subarray(0, logits.length), values.subarray(logits.length)];
          mustBeFinite('∂loss/∂logits', logitError);
          mustBeFinite('∂loss/∂spikeCounts', countError);
          return gradientTensors(sweep(logitError, countError), [error, ...from]);
        },
      };
    });
    // One op gives one tensor: the logits, then the spike counts.
    const both = op(weights.input, weights.recurrent, weights.output, weights.bias);
    const { logits: { length }, spikes } = pass;
    return {
      logits: both.slice(0, length).reshape(everyStep ? [inputs.length, steps, network.outputs] : [inputs.length, network.outputs]),
      spikeCounts: both.slice(length) as tf.Tensor1D,
      ...(spikes && { spikes: rasterTensor(spikes, network.neurons) }),
    };
  });
}

/** Takes trials as the engine takes them; whatever target they have plays no part. */
function trialsOf(input: LsnnInput, network: Network): Trial[] {
  const target = { class: 0 };
  if (input instanceof tf.Tensor) {
    mustBeInput(input, network);
    return tensorRasters(input).map((spikes) => ({ input: spikes, target }));
  }
  if (typeof input !== 'object' || typeof input?.[Symbol.iterator] !== 'function') {
    throw new InputError(`input is ${valueInWords(input)}, must be a tensor [trials, steps, inputs] or trials`);
  }
  return Array.from(input, (trial, m) => {
    const { offsets, channels } = trial?.input ?? {};
    if (!offsets || !channels) {
      throw new InputError(
        `input[${m}] is ${valueInWords(trial)}, must be a trial: { input: raster }; tf.tensor3d(counts) makes a tensor of nested arrays`
      );
    }
    return { input: trial.input, target };
  });
}

/** Makes all four gradients, see {@link firstOrder}. */
function gradientTensors({ input, recurrent, output, bias }: Gradients, from: tf.Tensor[]): tf.Tensor[] {
  const tensors = [
    () => matrixTensor(input),
    () => matrixTensor(recurrent),
    () => matrixTensor(output),
    () => tf.tensor1d(Float32Array.from(bias)),
  ];
  return tensors.map((make) => firstOrder(make, from));
}

/** Makes a gradient that depends on tensors in a way that is not known; TensorFlow.js would take it for a constant. */
function firstOrder(make: () => tf.Tensor, from: tf.Tensor[]): tf.Tensor {
  return tf.customGrad(() => ({
    value: make(),
    gradFunc: () => {
      throw new InputError('lsnn has first-order gradients only, its gradient cannot be differentiated; tensorSimulate has all orders');
    },
  }))(...from);
}
