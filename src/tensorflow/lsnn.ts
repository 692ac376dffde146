import * as tf from '@tensorflow/tfjs';
import type { Gradients, Lesson } from '../engine/engine';
import { Passes, type Pass, type PassLesson } from '../engine/passes';
import { InputError } from '../errors';
import type { Matrix } from '../network/matrix';
import type { Network, Weights } from '../network/network';
import { stepsOf } from '../network/raster';
import type { Trial } from '../network/trial';
import { ruleOf } from '../rules';
import type { Rule } from '../rules/rule';
import { rasterTensor, tensorRasters } from './input';
import { tidy } from './tidy';
import { matrixTensor, weightsFrom, type TensorWeights } from './weights';

/** Options of {@link lsnn}. */
export interface LsnnOptions {
  readonly network: Network;
  /** What stands for the gradient; by default BPTT, which is the gradient. */
  readonly rule?: Rule;
  /** F of the learning signal, neurons × outputs; by default the output weights, if the rule takes them. */
  readonly feedback?: Matrix;
  /** G in place of the rule's own, [receiver][sender]. */
  readonly modulation?: Matrix;
  /** Places whose gradient is wanted (not 0), all others get 0; by default all but the diagonal of the recurrent weights. Fewer are faster. */
  readonly places?: Lesson['places'];
  /** Logits of every step, not of the last alone. */
  readonly everyStep?: boolean;
  /** Whether the spikes of every step are wanted: 51 MB at the size of Figure 3C. */
  readonly spikes?: boolean;
}

/** What {@link lsnn} gives; to be disposed of by the caller. */
export interface LsnnResult {
  /** [trials, outputs] at the last step; with `everyStep` [trials, steps, outputs]. */
  readonly logits: tf.Tensor;
  /** [neurons]: spikes of each neuron in the whole batch. A loss may depend on it, such as a firing-rate regularisation. */
  readonly spikeCounts: tf.Tensor1D;
  /** [trials, steps, neurons], where asked for. No gradient flows through it. */
  readonly spikes?: tf.Tensor3D;
}

/** Input spikes: counts [trials, steps, inputs], or trials of the library, whose targets play no part. */
export type LsnnInput = tf.Tensor3D | Iterable<Pick<Trial, 'input'>>;

/** The fast engine, shared by all calls; it keeps its memory. */
let passes: Passes | undefined;

/**
 * The whole network over all steps as one differentiable op: the fast engine inside `tf.customGrad`, in this thread, without a
 * tape. `tf.variableGrads` and the optimizers' `minimize` work through it; gradients flow to the four weights, by the rule that
 * is chosen. Weights are rounded to float32; those that are 0 are no connection, but get a gradient unless `places` says otherwise.
 * @throws InputError where shapes are not the network's, an input is no spike count, or feedback is missing
 * @example
 * lsnn(trials, weights, { network, rule: ruleOf('mdgl') }).logits.shape // [24, 2]
 */
export function lsnn(input: LsnnInput, weights: TensorWeights, options: LsnnOptions): LsnnResult {
  const { network, everyStep = false, spikes: keepSpikes = false } = options;
  const inputs = trialsOf(input);
  const steps = inputs.length ? stepsOf(inputs[0].input) : 0;
  let pass!: Pass;
  return tidy(() => {
    const op = tf.customGrad((...given) => {
      const [wIn, recurrent, output, bias] = given as tf.Tensor[];
      const held = weightsFrom({ input: wIn, recurrent, output, bias });
      held.recurrent.forEach((row, q) => { row[q] = 0; }); // no autapses
      const lesson = { ...lessonOf(options, held), trials: inputs, count: inputs.length, steps, keepSpikes };
      pass = (passes ??= new Passes()).forward(lesson, everyStep ? 0 : steps - 1);
      const { logits, spikeCounts, sweep } = pass;
      return {
        value: tf.concat1d([tf.tensor1d(logits), tf.tensor1d(Float32Array.from(spikeCounts))]),
        gradFunc: (error: tf.Tensor) => {
          const values = error.dataSync();
          return gradientTensors(sweep(values.subarray(0, logits.length), values.subarray(logits.length)));
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

/** Trials as the engine takes them; whatever target they have plays no part. */
function trialsOf(input: LsnnInput): Trial[] {
  const target = { class: 0 };
  if (!(input instanceof tf.Tensor)) return Array.from(input, (trial) => ({ input: trial.input, target }));
  if (input.rank !== 3) throw new InputError(`input has shape [${input.shape.join(', ')}], must be [trials, steps, inputs]`);
  return tensorRasters(input).map((spikes) => ({ input: spikes, target }));
}

function lessonOf({ network, rule = ruleOf('bptt'), feedback, modulation, places }: LsnnOptions, weights: Weights): Omit<PassLesson, 'trials' | 'count' | 'steps'> {
  if (!feedback && rule.feedback === 'random') throw new InputError(`feedback is missing, ${rule.id} learns with a random one; give randomFeedback(network, seed), or weights for symmetric feedback`);
  return { network, weights, rule, feedback: feedback ?? weights.output, modulation, places };
}

function gradientTensors({ input, recurrent, output, bias }: Gradients): tf.Tensor[] {
  return [matrixTensor(input), matrixTensor(recurrent), matrixTensor(output), tf.tensor1d(Float32Array.from(bias))];
}
