import { checked } from '../core/checked';
import type { Matrix } from '../core/network/matrix';
import { decay, type Network, type Weights } from '../core/network/network';
import { crowd, MAX_COUNT, raster, type Raster } from '../core/network/raster';
import type { Target, Trial } from '../core/network/trial';
import { networkFile, type Expected, type NetworkFile } from './schema';
import { matrixOf, shapesOf, type Shapes } from './shapes';

/** A network with a batch of trials, and what is expected of it. */
export interface NetworkCase {
  readonly kind: 'network';
  readonly name: string;
  readonly network: Network;
  readonly weights: Weights;
  readonly trials: readonly Trial[];
  readonly steps: number;
  readonly randomFeedback?: Matrix;
  /** Firing-rate regularisation, the target per step. */
  readonly rates?: { readonly coefficient: number; readonly target: number };
  readonly expected?: Expected;
}

/** @throws InputError that names the file and the field that is wrong */
export function networkCaseOf(json: unknown, path: string): NetworkCase {
  const file = checked(networkFile, json, path);
  const check = shapesOf(path);
  checkShapes(file, check);
  const { shape, weights, firingRateRegularization: rates } = file;
  return {
    kind: 'network',
    name: file.name,
    network: networkOfFile(file),
    weights: {
      input: matrixOf(weights.input),
      recurrent: matrixOf(weights.recurrent),
      output: matrixOf(weights.output),
      bias: Float64Array.from(weights.bias),
    },
    trials: inputsOf(file, check).map((input, m) => ({ input, target: targetOf(file, m) })),
    steps: shape.steps,
    randomFeedback: file.randomFeedback && matrixOf(file.randomFeedback),
    rates: rates && { coefficient: rates.coefficient, target: rates.targetRateHz / 1000 },
    expected: file.expected,
  };
}

function networkOfFile({ constants, shape, types, beta }: NetworkFile): Network {
  const ofEach = (value: number | readonly number[]) => typeof value === 'number' ? types.map(() => value) : value;
  return {
    inputs: shape.inputs,
    neurons: shape.neurons,
    outputs: outputsOf(shape),
    types,
    cellTypes: cellTypesOf(types),
    beta,
    alpha: ofEach(constants.tauMembraneMs).map(decay),
    rho: ofEach(constants.tauAdaptationMs).map(decay),
    kappa: decay(constants.tauReadoutMs),
    threshold: constants.threshold,
    dampening: constants.dampening,
    refractorySteps: constants.refractoryMs,
    delaySteps: constants.delayMs,
  };
}

/** Reads each trial's input spikes. */
function inputsOf({ inputSpikes, shape }: NetworkFile, check: Shapes): Raster[] {
  const ofTrials: NetworkFile['inputSpikes'][] = Array.from({ length: shape.trials }, () => []);
  for (const entry of inputSpikes) ofTrials[entry[0]].push(entry);
  return ofTrials.map((entries, trial) => {
    const pairs = new Uint32Array(2 * entries.reduce((sum, [, , , count]) => sum + count, 0));
    let n = 0;
    for (const [, step, input, count] of entries) {
      for (const end = n + 2 * count; n < end; n += 2) pairs.set([step, input], n);
    }
    const spikes = raster(shape.steps, pairs);
    const { step, channel, count } = crowd(spikes, MAX_COUNT) ?? {};
    const place = `trial ${trial}, step ${step}, input ${channel}`;
    if (count !== undefined) check.wrong('inputSpikes', `the counts of ${place} must be at most ${MAX_COUNT} together (given: ${count})`);
    return spikes;
  });
}

function targetOf({ loss, lossSteps, targets, targetValues }: NetworkFile, trial: number): Target {
  return loss === 'cross-entropy' ? { class: targets![trial], lastSteps: lossSteps } : { values: matrixOf(targetValues![trial]) };
}

function checkShapes(file: NetworkFile, check: Shapes): void {
  const { shape, types, beta, weights, randomFeedback, inputSpikes, expected } = file;
  const outputs = outputsOf(shape);
  check.list('types', types, shape.neurons);
  const cellTypes = cellTypesOf(types);
  for (let type = 0; type < cellTypes; type++) {
    if (!types.includes(type)) check.wrong('types', `type ${type} has no neuron, each of 0 … ${cellTypes - 1} must have one`);
  }
  check.list('beta', beta, shape.neurons);
  for (const name of ['tauMembraneMs', 'tauAdaptationMs'] as const) {
    const values = file.constants[name];
    if (typeof values !== 'number') check.list(`constants.${name}`, values, shape.neurons);
  }
  check.matrix('weights.input', weights.input, shape.inputs, shape.neurons);
  check.matrix('weights.recurrent', weights.recurrent, shape.neurons, shape.neurons);
  weights.recurrent.forEach((row, q) => {
    if (row[q] !== 0) check.wrong(`weights.recurrent[${q}][${q}]`, `must be 0, there are no autapses (given: ${row[q]})`);
  });
  check.matrix('weights.output', weights.output, shape.neurons, outputs);
  check.list('weights.bias', weights.bias, outputs);
  if (randomFeedback) check.matrix('randomFeedback', randomFeedback, shape.neurons, outputs);
  inputSpikes.forEach(([trial, step, input], n) => {
    check.below(`inputSpikes[${n}][0] (trial)`, trial, shape.trials);
    check.below(`inputSpikes[${n}][1] (step)`, step, shape.steps);
    check.below(`inputSpikes[${n}][2] (input)`, input, shape.inputs);
  });
  checkTargets(file, outputs, check);
  if (expected) checkExpected(expected, file, outputs, check);
}

function checkTargets({ loss, lossSteps, shape, targets, targetValues }: NetworkFile, outputs: number, check: Shapes): void {
  const useless = (field: string) => check.wrong(field, `is of no use for loss ${loss}`);
  if (loss === 'cross-entropy') {
    check.list('targets', targets, shape.trials);
    targets!.forEach((target, m) => check.below(`targets[${m}]`, target, outputs));
    if (lossSteps !== undefined) check.below('lossSteps', lossSteps, shape.steps + 1);
    if (targetValues) useless('targetValues');
  } else {
    check.list('targetValues', targetValues, shape.trials);
    targetValues!.forEach((values, m) => check.matrix(`targetValues[${m}]`, values, shape.steps, outputs));
    if (targets) useless('targets');
    if (lossSteps !== undefined) useless('lossSteps');
  }
}

function checkExpected(
  { logits, output, bias, rules, recordings }: Expected,
  { shape }: NetworkFile,
  outputs: number,
  check: Shapes
): void {
  const { trials, steps, inputs, neurons } = shape;
  if (logits) check.matrix('expected.logits', logits, trials, outputs);
  check.matrix('expected.output', output, neurons, outputs);
  check.list('expected.bias', bias, outputs);
  for (const [rule, gradient] of Object.entries(rules)) {
    check.matrix(`expected.rules.${rule}.input`, gradient.input, inputs, neurons);
    check.matrix(`expected.rules.${rule}.recurrent`, gradient.recurrent, neurons, neurons);
  }
  if (!recordings) return;
  check.below('expected.recordings.trial', recordings.trial, trials);
  for (const [neuron, recorded] of Object.entries(recordings.neurons)) {
    check.below(`expected.recordings.neurons.${neuron}`, Number(neuron), neurons);
    for (const [signal, values] of Object.entries(recorded)) check.list(`expected.recordings.neurons.${neuron}.${signal}`, values, steps);
  }
  for (const [field, channels] of [['recurrentTraces', neurons], ['inputTraces', inputs]] as const) {
    recordings[field].forEach(({ pre, post, eligibility }, n) => {
      const place = `expected.recordings.${field}[${n}]`;
      check.below(`${place}.pre`, pre, channels);
      check.below(`${place}.post`, post, neurons);
      check.list(`${place}.eligibility`, eligibility, steps);
    });
  }
}

function outputsOf(shape: NetworkFile['shape']): number {
  return (shape.classes ?? shape.outputs)!;
}

function cellTypesOf(types: readonly number[]): number {
  return types.reduce((most, type) => Math.max(most, type), 0) + 1;
}
