import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zeros, type Matrix } from '../../../src/core/network/matrix';
import { networkOf } from '../../../src/core/network/network';
import { stream } from '../../../src/core/random';
import { settings } from '../../../src/core/settings';
import { adamClock, advance } from '../../../src/core/training/adam';
import { learningRate, moveSynapses, optimizerStep } from '../../../src/core/training/optimizer';
import { reconnect } from '../../../src/core/training/rewiring';
import { initialState, weightsOf } from '../../../src/core/training/state';
import { synapsesOf } from '../../../src/core/training/synapses';
import { GOLDEN } from '../../support/golden';
import { matrix } from '../../support/network';

const chance = () => stream(1, 'rewiring', 0);
const plain = { rate: 0.1, l1: 0, temperature: 0 };

/** Two rows, excitatory and inhibitory, of places that are all connected but the last. */
const small = () => synapsesOf(matrix([1, 2], [-3, 0]), Int8Array.of(1, -1), () => true);

describe('one step of the weights', () => {
  it('agrees with the golden case: five steps with lost and reconnected synapses', () => {
    const golden = JSON.parse(gunzipSync(readFileSync(join(GOLDEN, 'deep-rewiring.json.gz'))).toString('utf8'));
    const rows = (values: number[][]): Matrix => values.map((row) => Float64Array.from(row));
    const { learningRate: rate, l1, temperature } = golden.settings;
    const synapses = synapsesOf(
      rows(golden.theta),
      Int8Array.from(golden.sign, (row: number[]) => row[0]),
      (q, p) => golden.initiallyConnected[q][p] === 1
    );
    const clock = adamClock();
    let reborn = 0;
    for (const step of golden.steps) {
      advance(clock);
      moveSynapses(synapses, rows(step.gradient), clock, { rate, l1, temperature }, chance());
      reconnect([synapses], 1, chance());
      synapses.theta.forEach((theta, s) => {
        const expected = step.theta[synapses.pre[s]][synapses.post[s]];
        expect(Math.abs(theta - expected)).toBeLessThan(1e-12);
        expect(theta === 1e-12).toBe(expected === 1e-12);
        if (theta === 1e-12) reborn++;
      });
      expect(step.theta.flat().filter((theta: number) => theta > 0)).toHaveLength(synapses.theta.length);
    }
    expect(reborn).toBeGreaterThan(20);
  });

  it('moves magnitudes against sign times gradient', () => {
    const synapses = small();
    const clock = adamClock();
    advance(clock);
    moveSynapses(synapses, matrix([1, -1], [1, 0]), clock, plain, chance());
    // an inhibitory weight that should become smaller, −3 → −3.1, grows in magnitude
    [0.9, 2.1, 3.1, 0].forEach((theta, s) => expect(synapses.theta[s]).toBeCloseTo(theta, 6));
  });

  it('shrinks connected magnitudes by rate · L1', () => {
    const synapses = small();
    const clock = adamClock();
    advance(clock);
    moveSynapses(synapses, zeros(2, 2), clock, { ...plain, l1: 0.5 }, chance());
    [0.95, 1.95, 2.95, 0].forEach((theta, s) => expect(synapses.theta[s]).toBeCloseTo(theta, 14));
  });

  it('adds noise of variance 2 · rate · temperature to connected magnitudes', () => {
    const synapses = synapsesOf(zeros(100, 100), new Int8Array(100).fill(1), () => true);
    synapses.theta.fill(5, 0, 5000);
    const clock = adamClock();
    advance(clock);
    moveSynapses(synapses, zeros(100, 100), clock, { rate: 0.1, l1: 0, temperature: 0.05 }, chance());
    const change = [...synapses.theta.subarray(0, 5000)].map((theta) => theta - 5);
    expect(Math.abs(change.reduce((a, b) => a + b) / 5000)).toBeLessThan(0.005);
    expect(change.reduce((sum, d) => sum + d * d, 0) / 5000 / 0.01).toBeCloseTo(1, 1);
    expect(synapses.theta.subarray(5000).every((theta) => theta === 0)).toBe(true);
  });

  it('keeps places without a synapse at 0, but their moments up to date', () => {
    const synapses = small();
    const clock = adamClock();
    advance(clock);
    moveSynapses(synapses, matrix([0, 0], [0, 1]), clock, plain, chance());
    expect(synapses.theta[3]).toBe(0);
    expect(synapses.m[3]).toBeCloseTo(-0.1, 15);
    expect(synapses.v[3]).toBeCloseTo(0.001, 15);
  });
});

describe('one step of all parameters', () => {
  const { network, training } = settings('tiny');
  const shape = networkOf(settings('tiny'));
  const noGradients = () => ({
    input: zeros(shape.inputs, shape.neurons),
    recurrent: zeros(shape.neurons, shape.neurons),
    output: zeros(shape.neurons, shape.outputs),
    bias: new Float64Array(shape.outputs),
  });

  it('moves the bias by plain Adam: no sign, no shrinkage', () => {
    const state = initialState(settings('tiny'), 1);
    optimizerStep(state, { ...noGradients(), bias: Float64Array.of(1, -1) }, { ...plain, l1: 0.1 }, network.connectivity, chance());
    expect(state.bias.theta[0]).toBeCloseTo(-0.1, 7);
    expect(state.bias.theta[1]).toBeCloseTo(0.1, 7);
    optimizerStep(state, noGradients(), { ...plain, l1: 0.1 }, network.connectivity, chance());
    expect(state.bias.theta[0]).toBeLessThan(-0.1);
  });

  it('never connects a place outside the initial ones by the policy of Liu et al., and obeys Dale\'s law', () => {
    const state = initialState(settings('tiny'), 1);
    const before = weightsOf(state);
    for (let n = 0; n < 30; n++) {
      const noise = stream(n + 1, 'benchmark');
      const gradients = noGradients();
      for (const part of [gradients.input, gradients.recurrent, gradients.output]) {
        for (const row of part) {
          row.forEach((_, p) => {
            row[p] = noise.next() / 2 ** 31;
          });
        }
      }
      optimizerStep(state, gradients, { rate: 0.1, l1: 0.1, temperature: 0 }, network.connectivity, stream(1, 'rewiring', n));
    }
    const after = weightsOf(state);
    let lost = 0;
    for (const part of ['input', 'recurrent', 'output'] as const) {
      after[part].forEach((row, q) => row.forEach((w, p) => {
        expect(w * before[part][q][p]).toBeGreaterThanOrEqual(0);
        if (before[part][q][p] === 0) expect(w).toBe(0);
        else if (w === 0 || Math.abs(w) === 1e-12) lost++;
      }));
    }
    expect(lost).toBeGreaterThan(10);
  });

  it('connects any place but autapses by the policy of LSNN, as many as were wanted', () => {
    const any = settings('tiny', { training: { ...training, reconnect: 'any' } });
    const state = initialState(any, 1);
    const before = weightsOf(state);
    optimizerStep(state, noGradients(), { rate: 1, l1: 0.02, temperature: 0 }, network.connectivity, chance());
    const after = weightsOf(state);
    const count = (weights: typeof after) =>
      [weights.input, weights.recurrent, weights.output].flatMap((part) => part.flatMap((row) => [...row])).filter((w) => w !== 0).length;
    // 0.3 · (16·35 + 35·35 + 35·2) = 556.5
    expect(count(before)).toBeLessThan(556);
    expect(count(after)).toBe(556);
    expect(after.recurrent.some((row, q) => row.some((w, p) => w !== 0 && before.recurrent[q][p] === 0))).toBe(true);
    after.recurrent.forEach((row, q) => expect(row[q]).toBe(0));
  });
});

describe('learning rate', () => {
  it('is multiplied by the decay after every so many iterations', () => {
    const rates = { learningRate: 1, learningRateDecay: 0.5, learningRateDecayEvery: 10 };
    expect([0, 9, 10, 19, 20, 25, 30].map((iteration) => learningRate(rates, iteration))).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25, 0.125]);
  });
});
