import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { checked } from '../config';
import { InputError } from '../errors';
import type { Matrix } from '../network/matrix';
import { decay, type Network, type Weights } from '../network/network';
import { raster, type Raster } from '../network/raster';
import type { Trial } from '../network/trial';

/** Files of the golden format (mdgl-golden/1): a small network, its input, and what every rule must compute. */

const finite = z.number();
const positive = z.number().positive();
const count = z.int().positive();
const index = z.int().nonnegative();
const matrix = z.array(z.array(finite));
const gradients = z.object({ input: matrix, recurrent: matrix });

const expected = z.object({
  spikes: z.array(z.tuple([index, index, index])),
  loss: finite,
  accuracy: finite.nullish(),
  logits: matrix.optional(),
  output: matrix,
  bias: z.array(finite),
  rules: z.record(z.string(), gradients),
  recordings: z.object({
    trial: index,
    neurons: z.record(z.string(), z.object({
      membrane: z.array(finite),
      threshold: z.array(finite),
      pseudoDerivative: z.array(finite),
      learningSignal: z.array(finite),
      modulatorySignal: z.array(finite),
    })),
    recurrentTraces: z.array(z.object({ pre: index, post: index, eligibility: z.array(finite) })),
    inputTraces: z.array(z.object({ pre: index, post: index, eligibility: z.array(finite) })),
  }).optional(),
});

const networkCase = z.object({
  format: z.literal('mdgl-golden/1'),
  name: z.string(),
  constants: z.object({
    tauMembraneMs: positive,
    tauAdaptationMs: positive,
    tauReadoutMs: positive.default(20),
    threshold: positive,
    dampening: positive,
    refractoryMs: index,
    dtMs: z.literal(1).default(1),
    delayMs: count.default(1),
  }),
  shape: z.object({ trials: count, steps: count, inputs: count, neurons: count, classes: count.optional(), outputs: count.optional() })
    .refine((shape) => (shape.classes ?? shape.outputs) !== undefined, 'must have classes or outputs'),
  types: z.array(index),
  beta: z.array(z.number().nonnegative()),
  weights: z.object({ input: matrix, recurrent: matrix, output: matrix, bias: z.array(finite) }),
  randomFeedback: matrix.optional(),
  inputSpikes: z.array(z.tuple([index, index, index, index])),
  loss: z.enum(['cross-entropy', 'mean-squared-error']).default('cross-entropy'),
  targets: z.array(index).optional(),
  targetValues: z.array(matrix).optional(),
  firingRateRegularization: z.object({ coefficient: z.number().nonnegative(), targetRateHz: z.number().nonnegative() }).optional(),
  expected: expected.optional(),
});

const optimizerCase = z.object({
  format: z.literal('mdgl-golden/1'),
  name: z.string(),
  settings: z.object({
    learningRate: positive,
    l1: z.number().nonnegative(),
    temperature: z.number().nonnegative(),
    beta1: z.literal(0.9).optional(),
    beta2: z.literal(0.999).optional(),
    epsilon: z.literal(1e-8).optional(),
    reconnectAt: z.literal(1e-12).optional(),
  }),
  sign: matrix,
  initiallyConnected: matrix,
  theta: matrix,
  steps: z.array(z.object({ gradient: matrix, theta: matrix })),
});

export type Expected = z.infer<typeof expected>;

/** A network with a batch of trials, and what is expected of it. */
export interface NetworkCase {
  readonly kind: 'network';
  readonly name: string;
  readonly network: Network;
  readonly weights: Weights;
  readonly trials: readonly Trial[];
  readonly steps: number;
  readonly randomFeedback?: Matrix;
  readonly rates?: { readonly coefficient: number; readonly target: number };
  readonly expected?: Expected;
}

/** Some optimizer steps on given gradients. */
export interface OptimizerCase extends Readonly<z.infer<typeof optimizerCase>> {
  readonly kind: 'optimizer';
}

/**
 * Reads a case, gzipped or not.
 * @throws InputError that names the file and the field that is wrong
 */
export function readCase(path: string): NetworkCase | OptimizerCase {
  const json = readJson(path);
  if (typeof json === 'object' && json !== null && 'steps' in json && 'theta' in json) {
    return { kind: 'optimizer', ...optimizerCaseOf(json, path) };
  }
  return networkCaseOf(json, path);
}

/** The network case in a file. @throws InputError also where it is an optimizer case */
export function readNetworkCase(path: string): NetworkCase {
  const read = readCase(path);
  if (read.kind === 'optimizer') throw new InputError(`${path}: an optimizer case has no network; give a case with weights and inputSpikes`);
  return read;
}

function readJson(path: string): unknown {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new InputError(`cannot read the case file ${path} (${(error as NodeJS.ErrnoException).code})`);
  }
  try {
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return JSON.parse((zipped ? gunzipSync(bytes) : bytes).toString('utf8'));
  } catch {
    throw new InputError(`${path}: not JSON, gzipped or plain`);
  }
}

function networkCaseOf(json: unknown, path: string): NetworkCase {
  const file = checked(networkCase, json, path);
  const { constants, shape } = file;
  const outputs = (shape.classes ?? shape.outputs)!;
  const wrong = (message: string): never => { throw new InputError(`${path}: ${message}`); };
  const mustBe = (field: string, value: ArrayLike<unknown> | undefined, length: number, unit: string) => {
    if (value === undefined) wrong(`${field} is missing`);
    else if (value.length !== length) wrong(`${field} has ${value.length} ${unit}, must have ${length}`);
  };
  const matrixMustBe = (field: string, value: number[][], rows: number, columns: number) => {
    mustBe(field, value, rows, 'rows');
    value.forEach((row, r) => mustBe(`${field}[${r}]`, row, columns, 'entries'));
  };

  mustBe('types', file.types, shape.neurons, 'entries');
  const cellTypes = Math.max(...file.types) + 1;
  for (let type = 0; type < cellTypes; type++) {
    if (!file.types.includes(type)) wrong(`types: type ${type} has no neuron (types are 0 … ${cellTypes - 1}, each with at least one)`);
  }
  mustBe('beta', file.beta, shape.neurons, 'entries');
  matrixMustBe('weights.input', file.weights.input, shape.inputs, shape.neurons);
  matrixMustBe('weights.recurrent', file.weights.recurrent, shape.neurons, shape.neurons);
  file.weights.recurrent.forEach((row, q) => { if (row[q] !== 0) wrong(`weights.recurrent[${q}][${q}] is ${row[q]}, must be 0 (no autapses)`); });
  matrixMustBe('weights.output', file.weights.output, shape.neurons, outputs);
  mustBe('weights.bias', file.weights.bias, outputs, 'entries');
  if (file.randomFeedback) matrixMustBe('randomFeedback', file.randomFeedback, shape.neurons, outputs);
  file.inputSpikes.forEach(([trial, step, input], n) => {
    if (trial >= shape.trials) wrong(`inputSpikes[${n}] names trial ${trial}, must be below ${shape.trials}`);
    if (step >= shape.steps) wrong(`inputSpikes[${n}] names step ${step}, must be below ${shape.steps}`);
    if (input >= shape.inputs) wrong(`inputSpikes[${n}] names input ${input}, must be below ${shape.inputs}`);
  });
  if (file.loss === 'cross-entropy') {
    mustBe('targets', file.targets, shape.trials, 'entries');
    file.targets!.forEach((target, m) => { if (target >= outputs) wrong(`targets[${m}] is ${target}, must be below ${outputs}`); });
  } else {
    mustBe('targetValues', file.targetValues, shape.trials, 'trials');
    file.targetValues!.forEach((values, m) => matrixMustBe(`targetValues[${m}]`, values, shape.steps, outputs));
  }
  if (file.expected) checkExpected(file.expected, shape, outputs, matrixMustBe);

  const inputs = inputRasters(file.inputSpikes, shape.trials, shape.steps);
  return {
    kind: 'network',
    name: file.name,
    network: {
      inputs: shape.inputs,
      neurons: shape.neurons,
      outputs,
      types: file.types,
      cellTypes,
      beta: file.beta,
      alpha: decay(constants.tauMembraneMs),
      rho: decay(constants.tauAdaptationMs),
      kappa: decay(constants.tauReadoutMs),
      threshold: constants.threshold,
      dampening: constants.dampening,
      refractorySteps: constants.refractoryMs,
      delaySteps: constants.delayMs,
    },
    weights: {
      input: rows(file.weights.input),
      recurrent: rows(file.weights.recurrent),
      output: rows(file.weights.output),
      bias: Float64Array.from(file.weights.bias),
    },
    trials: inputs.map((input, m) => ({
      input,
      target: file.loss === 'cross-entropy' ? { class: file.targets![m] } : { values: rows(file.targetValues![m]) },
    })),
    steps: shape.steps,
    randomFeedback: file.randomFeedback && rows(file.randomFeedback),
    rates: file.firingRateRegularization && {
      coefficient: file.firingRateRegularization.coefficient,
      target: file.firingRateRegularization.targetRateHz / 1000,
    },
    expected: file.expected,
  };
}

function checkExpected({ output, bias, rules }: Expected, shape: { inputs: number; neurons: number }, outputs: number,
  matrixMustBe: (field: string, value: number[][], rows: number, columns: number) => void): void {
  matrixMustBe('expected.output', output, shape.neurons, outputs);
  matrixMustBe('expected.bias', [bias], 1, outputs);
  for (const [rule, gradient] of Object.entries(rules)) {
    matrixMustBe(`expected.rules.${rule}.input`, gradient.input, shape.inputs, shape.neurons);
    matrixMustBe(`expected.rules.${rule}.recurrent`, gradient.recurrent, shape.neurons, shape.neurons);
  }
}

function inputRasters(spikes: readonly [number, number, number, number][], trials: number, steps: number): Raster[] {
  const pairs: number[][] = Array.from({ length: trials }, () => []);
  for (const [trial, step, input, n] of spikes) for (let i = 0; i < n; i++) pairs[trial].push(step, input);
  return pairs.map((list) => raster(steps, list));
}

function optimizerCaseOf(json: unknown, path: string): z.infer<typeof optimizerCase> {
  const file = checked(optimizerCase, json, path);
  const shape = `${file.theta.length} × ${file.theta[0]?.length}`;
  const parts = { sign: file.sign, initiallyConnected: file.initiallyConnected, ...Object.fromEntries(file.steps.flatMap((step, n) =>
    [[`steps[${n}].gradient`, step.gradient], [`steps[${n}].theta`, step.theta]])) };
  for (const [field, value] of Object.entries(parts)) {
    if (value.length !== file.theta.length || value.some((row: number[]) => row.length !== file.theta[0].length)) {
      throw new InputError(`${path}: ${field} must have the shape of theta, ${shape}`);
    }
  }
  return file;
}

function rows(values: readonly number[][]): Matrix {
  return values.map((row) => Float64Array.from(row));
}
