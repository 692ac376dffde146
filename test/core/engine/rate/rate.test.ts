import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../../src/core/engine';
import type { Gradients, Lesson } from '../../../../src/core/engine/engine';
import { rateEngine } from '../../../../src/core/engine/rate/rate';
import { InputError } from '../../../../src/core/errors';
import { judgeTrial } from '../../../../src/core/network/loss';
import { dot, zeros, type Matrix } from '../../../../src/core/network/matrix';
import type { Weights } from '../../../../src/core/network/network';
import { raster, spikesAt } from '../../../../src/core/network/raster';
import { simulateRates } from '../../../../src/core/network/rate-units';
import { simulate } from '../../../../src/core/network/simulate';
import { ruleOf, rules } from '../../../../src/core/rules';
import type { Rule } from '../../../../src/core/rules/rule';
import { settings } from '../../../../src/core/settings';
import { lessonOf } from '../../../../src/core/training/lesson';
import { begin } from '../../../../src/core/training/train';
import { record } from '../../../../src/record/record';
import { witness } from '../../../../src/tensorflow/witness';
import { distance, largest, liveLesson } from '../../../support/live-lesson';
import { handNetwork, matrix } from '../../../support/network';
import { rateLesson } from '../../../support/rate-lesson';

const engine = rateEngine();
const [bptt, rflo] = [ruleOf('bptt'), ruleOf('rflo')];
const NAMES = ['input', 'recurrent', 'output', 'bias'] as const;

/** The matrices of weights or of gradients, the bias as one of them. */
const rowsOf = (of: Weights | Gradients, name: (typeof NAMES)[number]): Matrix => name === 'bias' ? [of.bias] : of[name];

/** Central differences of the loss with respect to every weight of a kind. */
async function differences(lesson: Lesson, name: (typeof NAMES)[number], step = 1e-5): Promise<Matrix> {
  const lossAt = async (r: number, c: number, by: number) => {
    const weights = structuredClone(lesson.weights);
    rowsOf(weights, name)[r][c] += by;
    return (await engine.evaluate({ ...lesson, weights })).loss;
  };
  const gradient = rowsOf(lesson.weights, name).map((row) => new Float64Array(row.length));
  for (const [r, row] of gradient.entries()) {
    for (const c of row.keys()) row[c] = (await lossAt(r, c, step) - await lossAt(r, c, -step)) / (2 * step);
  }
  return gradient;
}

/** What the trials of a lesson come to: rates, ψ and errors. */
const passesOf = ({ network, weights, trials, count, steps }: Lesson) => [...trials].map(({ input, target }) => {
  const activity = simulateRates(network, weights, input);
  return { ...activity, ...judgeTrial(activity.logits, target, { trials: count, steps }) };
});

/**
 * Σ_t Σ_k F[p,k] d_k(t) p(t) of every recurrent synapse, by RFLO's traces forward in time; or Σ_t Σ_jk W_out[j,k] d_k(t) ∂h_j(t)/∂w, by
 * the whole Jacobian (real-time recurrent learning).
 */
function recurrentForward(lesson: Lesson, how: 'traces' | 'jacobian'): Matrix {
  const { network: { neurons, alpha }, weights: { recurrent }, feedback } = lesson;
  const gradient = zeros(neurons, neurons);
  for (const { rates, psi, error } of passesOf(lesson)) {
    for (let q = 0; q < neurons; q++) {
      for (let p = 0; p < neurons; p++) {
        let reached = new Float64Array(neurons);
        error.forEach((d, t) => {
          // p(t) = α p(t−1) + (1−α) ψ(t) h_q(t−1); in the Jacobian others hear of it
          reached = reached.map((before, j) => {
            const heard = how === 'jacobian' ? recurrent.reduce((sum, row, i) => sum + row[j] * reached[i], 0) : 0;
            return alpha[j] * before + (1 - alpha[j]) * psi[t][j] * (heard + (j === p ? rates[t][q] : 0));
          });
          reached.forEach((value, j) => { gradient[q][p] += dot(feedback[j], d) * value; });
        });
      }
    }
  }
  return gradient;
}

describe('BPTT of rate units', () => {
  it.each(NAMES)('is the gradient: finite differences agree for %s, to 1e-6 of the largest entry', async (name) => {
    const lesson = rateLesson(bptt);
    const gradient = rowsOf((await engine.learn(lesson)).gradients, name);
    expect(largest(gradient)).toBeGreaterThan(1e-3);
    const measured = await differences(lesson, name);
    gradient.forEach((row, r) => row.forEach((g, c) => {
      expect(Math.abs(g - measured[r][c]), `${r},${c}`).toBeLessThan(1e-6 * largest(gradient));
    }));
  });

  it('is what the whole Jacobian gives, forward in time', async () => {
    const lesson = rateLesson(bptt);
    expect(distance((await engine.learn(lesson)).gradients.recurrent, recurrentForward(lesson, 'jacobian'))).toBeLessThan(1e-13);
  });
});

describe('the sweep of RFLO\'s published notebook', () => {
  /** λ_h(t−1) takes the error of step t, where that of step t−1 belongs; of the last step λ_h takes its own, so that it counts twice. */
  function published(lesson: Lesson, shift = 1): Matrix {
    const { network: { neurons, alpha }, weights: { recurrent, output } } = lesson;
    const gradient = zeros(neurons, neurons);
    for (const { rates, psi, error } of passesOf(lesson)) {
      const errorOf = (p: number, t: number) => dot(output[p], error[Math.min(t, error.length - 1)]);
      let lambda = Array.from({ length: neurons }, (_, p) => errorOf(p, error.length - 1));
      for (let t = error.length - 1; t >= 0; t--) {
        const lambdaU = Float64Array.from(lambda, (value, p) => (1 - alpha[p]) * psi[t][p] * value);
        lambdaU.forEach((value, p) => gradient.forEach((row, q) => { row[p] += rates[t][q] * value; }));
        lambda = lambda.map((value, p) => alpha[p] * value + dot(recurrent[p], lambdaU) + (t > 0 ? errorOf(p, t - 1 + shift) : 0));
      }
    }
    return gradient;
  }

  const lessonAt = (durationMs: number) => {
    const network = { cellTypes: [{ name: 'tanh', sign: 1 as const, lif: 8, alif: 0 }] };
    const config = settings('rflo', { network, task: { name: 'periodic-target', durationMs, periodMs: durationMs } });
    const run = { settings: config, rule: bptt, seed: 1 };
    return lessonOf(run, begin(run), 'training');
  };
  const lesson = lessonAt(20);

  it('is off the gradient by tens of percent in a short trial, whose error changes much from step to step', async () => {
    const measured = await differences(lesson, 'recurrent');
    const off = distance(published(lesson), measured);
    expect(off).toBeGreaterThan(0.1);
    expect(off).toBeLessThan(0.9);
  });

  it('is off less in the notebook\'s 100 steps before training, but not by rounding', async () => {
    const long = lessonAt(100);
    const { gradients } = await engine.learn(long);
    const off = distance(published(long), gradients.recurrent);
    expect(off).toBeGreaterThan(0.01);
    expect(off).toBeLessThan(0.1);
  });

  it('with its index mended, and ours, are the gradient', async () => {
    const measured = await differences(lesson, 'recurrent');
    const { gradients } = await engine.learn(lesson);
    for (const gradient of [published(lesson, 0), gradients.recurrent]) expect(distance(gradient, measured)).toBeLessThan(1e-6);
    expect(distance(gradients.recurrent, published(lesson, 0))).toBeLessThan(1e-13);
  });
});

describe('RFLO of rate units', () => {
  it('is what its traces give, forward in time', async () => {
    const lesson = rateLesson(rflo);
    const { gradients } = await engine.learn(lesson);
    const forward = recurrentForward(lesson, 'traces');
    expect(largest(forward)).toBeGreaterThan(1e-3);
    expect(distance(gradients.recurrent, forward)).toBeLessThan(1e-13);
    expect(distance((await engine.learn(rateLesson(bptt))).gradients.recurrent, forward)).toBeGreaterThan(0.1);
  });

  it('can be worked out by hand', async () => {
    // one unit of τ 2 that drives itself by 1, feedback 3, in two steps without input
    const target = { values: matrix([0], [0]), squared: 'half sum' as const };
    const weights = { input: matrix([0.5]), recurrent: matrix([1]), output: matrix([2]), bias: Float64Array.of(0) };
    const { loss, logits, gradients } = await engine.learn({
      network: handNetwork({ units: 'tanh' }), weights, trials: [{ input: raster(2, [1, 0]), target }], count: 1, steps: 2,
      rule: rflo, feedback: matrix([3]),
    });
    const [f1, h0] = [Math.tanh(0.1), 0.1];
    const h1 = 0.5 * h0 + 0.5 * f1;
    const f2 = Math.tanh(h1 + 0.5);
    const h2 = 0.5 * h1 + 0.5 * f2;
    const [psi1, psi2] = [1 - f1 ** 2, 1 - f2 ** 2];
    expect(logits[0][0]).toBeCloseTo(2 * h2, 15);
    expect(loss).toBeCloseTo(2 * h1 ** 2 + 2 * h2 ** 2, 15);
    expect(gradients.output[0][0]).toBeCloseTo(h1 * 2 * h1 + h2 * 2 * h2, 15);
    expect(gradients.bias[0]).toBeCloseTo(2 * h1 + 2 * h2, 15);
    const p1 = 0.5 * psi1 * h0;
    const p2 = 0.5 * p1 + 0.5 * psi2 * h1;
    expect(gradients.recurrent[0][0]).toBeCloseTo(3 * (2 * h1 * p1 + 2 * h2 * p2), 15);
    expect(gradients.input[0][0]).toBeCloseTo(3 * 2 * h2 * 0.5 * psi2, 15);
  });
});

describe('rate units', () => {
  it('have a loss and logits without spikes, the same whether anything is learned', async () => {
    const lesson = { ...rateLesson(rflo), keepSpikes: true };
    const { gradients: _, ...learned } = await engine.learn(lesson);
    const evaluated = await engine.evaluate(lesson);
    expect(learned).toEqual(evaluated);
    expect([...evaluated.spikeCounts]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(evaluated.spikes!.map((spikes) => spikesAt(spikes, 0).length)).toEqual([0, 0]);
    expect(evaluated.logits).toHaveLength(2);
  });

  const refusedRules: Rule[] = [...rules.filter(({ id }) => id !== 'rflo' && id !== 'bptt'), { ...rflo, id: 'mine', modulation: (w) => w }];
  it.each(refusedRules)('refuse $id, and say what is allowed', async (rule) => {
    await expect(engine.learn(rateLesson(rule))).rejects.toThrow(
      `rule ${rule.id}: is of spiking neurons (network.units is "tanh"); allowed with rate units are bptt, rflo`
    );
  });

  it('are refused by whatever computes spiking neurons, and the other way round', async () => {
    const lesson = rateLesson(rflo);
    const message = 'network.units is "tanh", must be "spiking" here: rate units are for createEngine("rate") alone';
    for (const name of ['reference', 'wasm']) {
      const other = createEngine(name, { workers: 1 });
      await expect(other.learn(lesson)).rejects.toThrow(message);
      await expect(other.evaluate(lesson)).rejects.toThrow(InputError);
      await other.close();
    }
    const [{ input }] = lesson.trials;
    for (const work of [
      () => simulate(lesson.network, lesson.weights, input), () => record({ ...lesson, what: ['spikes'] }), () => witness(lesson),
    ]) expect(work).toThrow(message);
    await expect(engine.learn(liveLesson(rflo))).rejects.toThrow('network.units is "spiking", must be "tanh" here');
  });
});
