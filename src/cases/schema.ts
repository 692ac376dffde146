import * as z from 'zod';
import { MAX_CHANNELS, MAX_COUNT } from '../core/network/raster';

/**
 * The two kinds of files of the golden format (mdgl-golden/1). Weights are (pre, post). An unknown key is refused at every
 * level: what it asks for would be left out of the numbers.
 */

const positive = z.number().positive();
const notNegative = z.number().nonnegative();
const count = z.int().positive();
const channels = count.max(MAX_CHANNELS, `must be at most ${MAX_CHANNELS} (spikes are stored with 16-bit channel numbers)`);
const index = z.int().nonnegative();
const list = z.array(z.number());
const matrix = z.array(list);
const head = { format: z.literal('mdgl-golden/1'), name: z.string(), description: z.string().optional() };

const trace = z.strictObject({ pre: index, post: index, eligibility: list });

const recordings = z.strictObject({
  trial: index,
  /** By the neuron's number; each a number a step, under MDGL. */
  neurons: z.record(z.string().regex(/^\d+$/, 'must be named by a neuron\'s number'), z.strictObject({
    membrane: list,
    threshold: list,
    pseudoDerivative: list,
    learningSignal: list,
    modulatorySignal: list,
  })),
  recurrentTraces: z.array(trace),
  inputTraces: z.array(trace),
});

const expected = z.strictObject({
  /** [trial, step, neuron] */
  spikes: z.array(z.tuple([index, index, index])),
  loss: z.number(),
  accuracy: z.number().nullish(),
  /** [trial][output], last step */
  logits: matrix.optional(),
  output: matrix,
  bias: list,
  /** By rule; `-random` behind its id: with random feedback. */
  rules: z.record(z.string(), z.strictObject({ input: matrix, recurrent: matrix })),
  recordings: recordings.optional(),
});

export const networkFile = z.strictObject({
  ...head,
  constants: z.strictObject({
    /** One number, or one a neuron. */
    tauMembraneMs: z.union([positive, z.array(positive)]),
    tauAdaptationMs: z.union([positive, z.array(positive)]),
    tauReadoutMs: positive.default(20),
    threshold: positive,
    dampening: positive,
    refractoryMs: index,
    dtMs: z.literal(1).default(1),
    delayMs: count.default(1),
  }),
  shape: z
    .strictObject({
      trials: count, steps: count, inputs: channels, neurons: channels, classes: count.optional(), outputs: count.optional(),
    })
    .refine(({ classes, outputs }) => (classes === undefined) !== (outputs === undefined), 'must have either classes or outputs'),
  types: z.array(index),
  beta: z.array(notNegative),
  weights: z.strictObject({ input: matrix, recurrent: matrix, output: matrix, bias: list }),
  /** neurons × outputs */
  randomFeedback: matrix.optional(),
  /** [trial, step, input, count] */
  inputSpikes: z.array(z.tuple([index, index, index, index.max(MAX_COUNT)])),
  loss: z.enum(['cross-entropy', 'mean-squared-error']).default('cross-entropy'),
  /** Cross-entropy at each of the last steps, a mean over them. */
  lossSteps: count.optional(),
  /** A class a trial, for cross-entropy. */
  targets: z.array(index).optional(),
  /** [trial][step][output], for the mean squared error. */
  targetValues: z.array(matrix).optional(),
  firingRateRegularization: z.strictObject({ coefficient: notNegative, targetRateHz: notNegative }).optional(),
  expected: expected.optional(),
});

export const optimizerFile = z.strictObject({
  ...head,
  settings: z.strictObject({
    learningRate: positive,
    l1: notNegative,
    temperature: z.literal(0, 'must be 0: a random walk has nothing to compare with'),
    beta1: z.literal(0.9).default(0.9),
    beta2: z.literal(0.999).default(0.999),
    epsilon: z.literal(1e-8).default(1e-8),
    reconnectAt: z.literal(1e-12).default(1e-12),
  }),
  sign: z.array(z.array(z.literal([-1, 1])).min(1)).min(1),
  initiallyConnected: z.array(z.array(z.literal([0, 1]))),
  /** θ before the first step. */
  theta: matrix,
  /** Of each step the gradient given, and θ after it. */
  steps: z.array(z.strictObject({ gradient: matrix, theta: matrix })).min(1),
});

export type NetworkFile = z.infer<typeof networkFile>;
export type OptimizerFile = z.infer<typeof optimizerFile>;
export type Expected = z.infer<typeof expected>;
export type Recordings = z.infer<typeof recordings>;
