import fc from 'fast-check';
import { expect } from 'vitest';
import type { Lesson, LessonResult } from '../../src/core/engine/engine';
import { mapMatrix, zeros, type Matrix } from '../../src/core/network/matrix';
import { decay, type Network, type Weights } from '../../src/core/network/network';
import { raster } from '../../src/core/network/raster';
import { simulate } from '../../src/core/network/simulate';
import type { Target, Trial } from '../../src/core/network/trial';
import { below, normal, stream, uniform, type Stream } from '../../src/core/random';
import { ruleOf, rules } from '../../src/core/rules';
import { largest } from './live-lesson';

/** What a random lesson is drawn from; a smaller number makes a smaller lesson, so that failures shrink. */
export interface Recipe {
  readonly seed: number;
  /**
   * `lively`: neurons fire now and then. `brief`: a few steps, some neurons fire at the first, all are near threshold.
   * `saturated`: all fire as often as their refractory period permits. `silent`: no input.
   */
  readonly kind: 'lively' | 'brief' | 'saturated' | 'silent';
  readonly neurons: number;
  readonly cellTypes: number;
  readonly cells: 'LIF' | 'ALIF' | 'mixed';
  readonly inputs: number;
  readonly outputs: number;
  readonly count: number;
  /** Steps beyond the fewest of its kind. */
  readonly moreSteps: number;
  readonly delaySteps: number;
  readonly refractorySteps: number;
  readonly threshold: number;
  readonly loss: 'class' | 'last steps' | 'windows' | 'values' | 'half sum';
  readonly rates: 'none' | 'of the batch' | 'of each trial';
  readonly rule: string;
  readonly feedback: 'symmetric' | 'random';
  /** A dense random G in place of the rule's own. */
  readonly ownModulation: boolean;
}

export const recipes: fc.Arbitrary<Recipe> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
  kind: fc.oneof(
    { arbitrary: fc.constant('lively' as const), weight: 6 },
    fc.constantFrom('brief' as const, 'saturated' as const, 'silent' as const)
  ),
  neurons: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 60 }), fc.integer({ min: 61, max: 300 })),
  cellTypes: fc.integer({ min: 1, max: 6 }),
  cells: fc.constantFrom('mixed', 'LIF', 'ALIF'),
  inputs: fc.integer({ min: 1, max: 12 }),
  outputs: fc.integer({ min: 1, max: 3 }),
  count: fc.integer({ min: 1, max: 9 }),
  moreSteps: fc.integer({ min: 0, max: 70 }),
  delaySteps: fc.integer({ min: 1, max: 5 }),
  refractorySteps: fc.integer({ min: 0, max: 6 }),
  threshold: fc.constantFrom(1, 0.01),
  loss: fc.constantFrom('class', 'last steps', 'windows', 'values', 'half sum'),
  rates: fc.constantFrom('none', 'of the batch', 'of each trial'),
  rule: fc.constantFrom(...rules.map((rule) => rule.id)),
  feedback: fc.constantFrom('symmetric', 'random'),
  ownModulation: fc.boolean(),
});

/**
 * A trial in which a membrane comes closer to its threshold than this, relative to the threshold or the largest membrane
 * that the neuron has had, is not used: rounding to float32 might move a spike.
 */
const CLOSE = 5e-6;

export interface RandomLesson {
  readonly lesson: Lesson & { readonly trials: readonly Trial[] };
  /** Trials that were drawn and not used. */
  readonly discarded: number;
}

/** A recipe to start from, whose gradients differ from rule to rule by a hundredth at least. */
export const LIVELY: Recipe = {
  seed: 26, kind: 'lively', neurons: 30, cellTypes: 3, cells: 'mixed', inputs: 6, outputs: 3, count: 6, moreSteps: 50, delaySteps: 2,
  refractorySteps: 3, threshold: 0.01, loss: 'values', rates: 'of the batch', rule: 'mdgl', feedback: 'symmetric', ownModulation: false,
};

/** The lesson of a recipe, where most trials that are drawn can be used; with `close` 0 where all are to be used. */
export function lessonOf(changes: Partial<Recipe>, close?: number): RandomLesson['lesson'] {
  const drawn = randomLesson({ ...LIVELY, ...changes }, close);
  if (!drawn) throw new Error('hardly any trial of this recipe can be used');
  return drawn.lesson;
}

/** The lesson of a recipe. All weights are exact float32 numbers. Undefined where hardly any trial can be used. */
export function randomLesson(recipe: Recipe, close = CLOSE): RandomLesson | undefined {
  const { seed, kind, neurons, outputs, count, loss } = recipe;
  const draw = stream(seed, 'benchmark');
  const steps = kind === 'lively' ? 50 + recipe.moreSteps : kind === 'brief' ? 1 + recipe.moreSteps % 8 : 1 + recipe.moreSteps;
  const network = drawNetwork(recipe, draw);
  const rate = 0.05 + 0.25 * uniform(draw);
  const weights = drawWeights(recipe, network, rate, draw);
  const dense = (rows: number, columns: number, scale: number) =>
    float32(zeros(rows, columns).map((row) => row.map(() => scale * normal(draw))));
  const feedback = recipe.feedback === 'random' ? dense(neurons, outputs, 1) : weights.output;
  const modulation = recipe.ownModulation ? dense(neurons, neurons, 10 * network.threshold / Math.sqrt(neurons)) : undefined;

  const trials: Trial[] = [];
  for (let drawn = 1; drawn <= 10 + 4 * count; drawn++) {
    const trial = { input: drawInput(recipe, steps, rate, draw), target: drawTarget(loss, steps, outputs, draw) };
    if (close === 0 || distanceFromThreshold(network, weights, trial) > close) trials.push(trial);
    if (trials.length < count) continue;
    const ofEachTrial = recipe.rates === 'of each trial';
    const drawnRates = () => ({ coefficient: 0.1 + 10 * uniform(draw), target: 0.05 * uniform(draw), ofEachTrial });
    const rates = recipe.rates === 'none' ? undefined : drawnRates();
    return {
      lesson: { network, weights, trials, count, steps, keepSpikes: true, rule: ruleOf(recipe.rule), feedback, modulation, rates },
      discarded: drawn - count,
    };
  }
  return undefined;
}

function drawNetwork(
  { seed, neurons, inputs, outputs, cellTypes, cells, threshold, refractorySteps, delaySteps }: Recipe,
  draw: Stream
): Network {
  // With an odd seed some neurons side by side share their time constants, which the fast engine then does together.
  const group = seed % 2 === 0 ? 1 : 2 + seed % 5;
  const shared = (values: number[]) => values.map((_, p) => values[p - p % group]);
  const adapts = () => cells === 'ALIF' || (cells === 'mixed' && uniform(draw) < 0.5);
  return {
    inputs, neurons, outputs, cellTypes, threshold, refractorySteps, delaySteps,
    types: Array.from({ length: neurons }, () => below(draw, cellTypes)),
    beta: Array.from({ length: neurons }, () => adapts() ? 0.2 + 2 * uniform(draw) : 0),
    alpha: shared(Array.from({ length: neurons }, () => decay(5 + 35 * uniform(draw)))),
    rho: shared(Array.from({ length: neurons }, () => decay(50 + 1950 * uniform(draw)))),
    kappa: decay(5 + 45 * uniform(draw)),
    dampening: 0.1 + 0.4 * uniform(draw),
  };
}

/** Input weights of a neuron bring it, at the inputs' mean rate, to `drive` thresholds; its recurrent weights shake it. */
function drawWeights(
  { kind, neurons, inputs, outputs, cellTypes }: Recipe,
  { alpha, threshold, types }: Network,
  rate: number,
  draw: Stream
): Weights {
  const input = zeros(inputs, neurons);
  for (let p = 0; p < neurons; p++) {
    const column = Array.from({ length: inputs }, (_, i) => uniform(draw) < 0.7 || i === p % inputs ? normal(draw) + 0.5 : 0);
    const sum = column.reduce((a, b) => a + b, 0);
    const size = column.reduce((a, b) => a + Math.abs(b), 0);
    const positive = kind === 'saturated' || sum < 0.3 * size;
    const drive = p === 0 ? 1.8 : 0.4 + 2 * uniform(draw);
    const current = threshold * (kind === 'saturated' ? 300 * drive / rate : kind === 'brief' ? drive / (1 - alpha[p]) : drive / rate);
    column.forEach((w, i) => { input[i][p] = (positive ? Math.abs(w) : w) * current / (positive ? size : sum); });
  }
  const density = 0.1 + 0.9 * uniform(draw);
  const shake = (0.3 + uniform(draw)) * threshold / Math.sqrt(0.05 * density * neurons);
  const recurrent = zeros(neurons, neurons).map((row, q) => {
    // Dale: every other type is inhibitory, so that the means of types are not near 0
    const sign = (cellTypes > 1 ? types[q] % 2 === 1 : uniform(draw) < 0.5) ? -1.5 : 1;
    return row.map((_, p) => q !== p && uniform(draw) < density ? sign * shake * Math.abs(normal(draw)) : 0);
  });
  const output = zeros(neurons, outputs).map((row) => row.map(() => 3 * normal(draw) / Math.sqrt(neurons)));
  return {
    input: float32(input),
    recurrent: float32(recurrent),
    output: float32(output),
    bias: float32([Float64Array.from({ length: outputs }, () => normal(draw))])[0],
  };
}

/** Counts of 0, 1 and more. Whoever is to fire at once has an input at step 0. */
function drawInput({ kind, inputs }: Recipe, steps: number, rate: number, draw: Stream) {
  const spikes: number[] = [];
  for (let t = 0; t < steps && kind !== 'silent'; t++) {
    for (let i = 0; i < inputs; i++) {
      if (t === 0 && kind !== 'lively') spikes.push(t, i);
      while (uniform(draw) < rate) spikes.push(t, i);
    }
  }
  return raster(steps, spikes);
}

function drawTarget(loss: Recipe['loss'], steps: number, outputs: number, draw: Stream): Target {
  if (loss === 'class') return { class: below(draw, outputs) };
  if (loss === 'last steps') return { class: below(draw, outputs), lastSteps: 1 + below(draw, steps) };
  if (loss === 'windows') {
    return {
      windows: Array.from({ length: 1 + below(draw, 3) }, () => {
        const from = below(draw, steps);
        return { class: below(draw, outputs), from, to: from + 1 + below(draw, steps - from) };
      }),
    };
  }
  const values = float32(zeros(steps, outputs).map((row) => row.map(() => normal(draw))));
  return { values, squared: loss === 'values' ? 'mean' : 'half sum' };
}

/** How close any neuron that may spike comes to its threshold. */
export function distanceFromThreshold(network: Network, weights: Weights, { input }: Trial): number {
  const { states } = simulate(network, weights, input);
  const size = new Float64Array(network.neurons).fill(network.threshold);
  let closest = Infinity;
  states.forEach(({ v, A }, t) => v.forEach((membrane, p) => {
    size[p] = Math.max(size[p], Math.abs(membrane));
    const refractory = t > 0 && states[t - 1].refractory[p] > 0;
    if (!refractory) closest = Math.min(closest, Math.abs(membrane - A[p]) / size[p]);
  }));
  return closest;
}

function float32(matrix: Matrix): Matrix {
  return mapMatrix(matrix, Math.fround);
}

/** A lesson proves nothing unless its network does what it is meant to. */
export function expectAsMeant(
  { kind, neurons, count, refractorySteps, outputs, loss, rates }: Recipe,
  steps: number,
  { spikeCounts, gradients }: LessonResult
): void {
  const total = spikeCounts.reduce((a, b) => a + b, 0);
  const most = neurons * count * Math.ceil(steps / (refractorySteps + 1));
  if (kind === 'silent') {
    expect(total).toBe(0);
    return;
  }
  expect(total / count, 'spikes a trial').toBeGreaterThanOrEqual(1);
  if (kind === 'saturated') expect(total / most, 'share of the spikes there can be').toBeGreaterThan(0.9);
  if (kind !== 'lively') return;
  // one output of a softmax is never wrong
  if (outputs === 1 && loss !== 'values' && loss !== 'half sum' && rates === 'none') return;
  expect(largest(gradients.input)).toBeGreaterThan(0);
  if (neurons > 1) expect(largest(gradients.recurrent)).toBeGreaterThan(0);
}
