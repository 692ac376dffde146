import { zeros, type Matrix } from '../network/matrix';
import type { Network, Weights } from '../network/network';
import type { Raster } from '../network/raster';
import type { Trial } from '../network/trial';
import type { Rule } from '../rules/rule';

/** A network and a batch of trials to run it on. All numbers must be finite; that is checked where files are read, not by the engines. */
export interface Batch {
  readonly network: Network;
  readonly weights: Weights;
  /** Drawn one after the other, once; all have the same number of steps. */
  readonly trials: Iterable<Trial>;
  /** Number of trials: there are neither fewer nor more. */
  readonly count: number;
  /** Number of steps of every trial. */
  readonly steps: number;
  /** Whether the spikes of every trial are wanted. */
  readonly keepSpikes?: boolean;
}

/** What the forward pass of a batch tells. */
export interface Evaluation {
  /** Mean over trials. */
  readonly loss: number;
  /** Share of trials whose largest logit is the target's; null for squared error. */
  readonly accuracy: number | null;
  /** Logits of the last step, [trial][output]. */
  readonly logits: Matrix;
  /** Spikes of each neuron in the whole batch. */
  readonly spikeCounts: Float64Array;
  /** Each trial's spikes, where asked for. */
  readonly spikes?: readonly Raster[];
}

/** A batch and the rule to learn from it by. */
export interface Lesson extends Batch {
  readonly rule: Rule;
  /** F of the learning signal, neurons × outputs: the output weights (symmetric) or a fixed random matrix. */
  readonly feedback: Matrix;
  /** G in place of the rule's own, [receiver][sender]. */
  readonly modulation?: Matrix;
  /** Of the run and its iteration, which a rule's G may depend on; by default 1 and 0. */
  readonly seed?: number;
  readonly iteration?: number;
  readonly rates?: RateRegularisation;
  /** Places whose gradient is wanted (not 0); by default all but the diagonal of the recurrent weights. Others may be 0. */
  readonly places?: { readonly input: Matrix; readonly recurrent: Matrix };
}

/** Firing-rate regularisation c Σ_p (r_p − r_0)², r_p the rate in the whole batch; or in each trial alone, a mean over trials. */
export interface RateRegularisation {
  /** c */
  readonly coefficient: number;
  /** r_0, per step. */
  readonly target: number;
  readonly ofEachTrial?: boolean;
}

/** Weight changes before their sign, (pre, post): what gradient descent subtracts. */
export interface Gradients {
  readonly input: Matrix;
  readonly recurrent: Matrix;
  readonly output: Matrix;
  readonly bias: Float64Array;
}

/** Makes gradients of 0. */
export function noGradients({ inputs, neurons, outputs }: Pick<Network, 'inputs' | 'neurons' | 'outputs'>): Gradients {
  return {
    input: zeros(inputs, neurons),
    recurrent: zeros(neurons, neurons),
    output: zeros(neurons, outputs),
    bias: new Float64Array(outputs),
  };
}

export interface LessonResult extends Evaluation {
  readonly gradients: Gradients;
}

/**
 * Runs batches. All engines compute the same; they differ in speed and in the precision of their numbers.
 * What they promise is rejected with an InputError where shapes or trials are not what the batch says,
 * and with an Error where a worker dies or the engine is closed.
 */
export interface Engine {
  readonly name: EngineName;
  /** Forward pass. */
  evaluate(batch: Batch): Promise<Evaluation>;
  /** Forward pass and the rule's gradient. */
  learn(lesson: Lesson): Promise<LessonResult>;
  /** Frees memory and ends workers. */
  close(): Promise<void>;
}

/** `rate` is of rate units, the others of spiking neurons. */
export type EngineName = 'reference' | 'wasm' | 'rate';
