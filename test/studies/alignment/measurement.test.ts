import { describe, expect, it } from 'vitest';
import { rateErrorsOf } from '../../../src/core/engine/rates';
import { referenceEngine } from '../../../src/core/engine/reference/reference';
import { initialWeights } from '../../../src/core/network/initial-weights';
import { networkOf } from '../../../src/core/network/network';
import { ruleOf } from '../../../src/core/rules';
import { randomFeedback } from '../../../src/core/rules/feedback/random';
import { settings } from '../../../src/core/settings';
import { explainedVariance } from '../../../src/core/stats/explained-variance';
import { evidenceAccumulation } from '../../../src/core/tasks/evidence-accumulation';
import { gradientAlignment } from '../../../src/studies/alignment/gradient-alignment';
import type { Measurement } from '../../../src/studies/alignment/measurement';
import { modulatorySignals } from '../../../src/studies/gamma/modulatory-signals';
import { wasmEngine } from '../../support/engines';
import { expectAlive, measureInitial, small, smallPlan } from './small-study';

const of = (measurement: Measurement, rule: string, part = 'all') =>
  measurement.alignment.find((row) => row.rule === rule && row.part === part)!;

describe('measure', () => {
  it('compares all rules with BPTT on the validation batch of the iteration, over the initial connections', async () => {
    const engine = referenceEngine();
    const measurement = await measureInitial(engine);
    expectAlive(measurement);
    // the same from engine and task directly
    const { weights } = initialWeights(small, 1);
    const lesson = {
      network: networkOf(small), weights, feedback: weights.output, rates: { coefficient: 0.1, target: 0.01 },
      ...evidenceAccumulation(small.task, 1, 'validation', 0, 2),
    };
    const vectorOf = async (rule: string) => {
      const { gradients: { input, recurrent } } = await engine.learn({ ...lesson, rule: ruleOf(rule) });
      return [
        ...weights.input.flatMap((row, i) => [...row].flatMap((w, p) => (w ? [input[i][p]] : []))),
        ...weights.recurrent.flatMap((row, q) => [...row].flatMap((w, p) => (w ? [recurrent[q][p]] : []))),
      ];
    };
    const exact = await vectorOf('bptt');
    expect(exact).toHaveLength(141 + 301);
    for (const rule of ['e-prop', 'mdgl', 'on-mdgl']) {
      const vector = await vectorOf(rule);
      const dot = (a: number[], b: number[]) => a.reduce((sum, value, n) => sum + value * b[n], 0);
      expect(of(measurement, rule).cosine).toBeCloseTo(dot(vector, exact) / Math.sqrt(dot(vector, vector) * dot(exact, exact)), 12);
    }
  });

  it('takes batch, random feedback and rates of its own seed and iteration, and Γ of the first trials alone', async () => {
    const engine = referenceEngine();
    const candidate = smallPlan.candidates.find(({ name }) => name === 'rflo')!;
    const measurement = await measureInitial(engine, { seed: 2, candidates: [candidate], gammaTrials: 1 }, 4);
    // the same from engine and task directly
    const { weights } = initialWeights(small, 2);
    const network = networkOf(small);
    const places = { input: weights.input, recurrent: weights.recurrent };
    const lesson = {
      network,
      weights,
      places,
      rates: { coefficient: 0.1, target: 0.01 },
      ...evidenceAccumulation(small.task, 2, 'validation', 4, 2),
    };
    const exact = await engine.learn({ ...lesson, rule: ruleOf('bptt'), feedback: weights.output });
    const { gradients } = await engine.learn({ ...lesson, rule: ruleOf('rflo'), feedback: randomFeedback(network, 2) });
    const [expected] = gradientAlignment(gradients, exact.gradients, places, network.types, [{ name: 'all' }]);
    expect(of(measurement, 'rflo')).toEqual({ rule: 'rflo', ...expected });
    expect(measurement.rates[0].meanHz).toBeCloseTo(1000 * exact.spikeCounts.reduce((a, b) => a + b, 0) / (35 * 2 * 150), 10);
    // MDGL's Γ is the prediction, MDGLbca's what is predicted
    const [trial] = lesson.trials;
    const [bca, mdgl] = modulatorySignals(lesson, trial, [ruleOf('mdgl-bca'), ruleOf('mdgl')], rateErrorsOf(lesson, exact.spikeCounts)).map(
      (signal) => signal.flatMap((row) => [...row])
    );
    expect(measurement.gamma[0].explained).toBeCloseTo(explainedVariance(bca, mdgl)!, 12);
    expect(explainedVariance(mdgl, bca)).not.toBeCloseTo(explainedVariance(bca, mdgl)!, 2);
  });

  it('tells each rule from every other, and gives neither zeros nor ones', async () => {
    const measurement = await measureInitial(referenceEngine());
    const cosines = smallPlan.candidates.map(({ name }) => of(measurement, name).cosine!);
    expect(new Set(cosines.map((value) => value.toFixed(6))).size).toBe(smallPlan.candidates.length);
    for (const value of cosines) expect(Math.abs(value)).toBeLessThan(0.999);
    expect(of(measurement, 'rflo').cosine!).toBeLessThan(of(measurement, 'rflo-symmetric').cosine!);
    expect([...new Set(measurement.modulation.map((row) => row.rule))]).toEqual(['mdgl', 'mdgl-bca', 'nl-mdgl', 'on-mdgl']);
  });

  it('gives the exact gradient cosine 1 and error 0 in every part', async () => {
    const { alignment } = await measureInitial(referenceEngine(), { candidates: [{ name: 'bptt', rule: 'bptt', feedback: 'symmetric' }] });
    expect(alignment).toHaveLength(9);
    for (const row of alignment) expect(row).toEqual({ rule: 'bptt', part: row.part, cosine: expect.closeTo(1, 12), relativeError: 0 });
  });

  it('is the same by the fast engine, but for the precision of its numbers', async () => {
    const engine = wasmEngine({ workers: 1 });
    try {
      const [fast, exact] = [await measureInitial(engine), await measureInitial(referenceEngine())];
      fast.alignment.forEach((row, n) => {
        expect({ ...row, cosine: 0, relativeError: 0 }).toEqual({ ...exact.alignment[n], cosine: 0, relativeError: 0 });
        expect(row.cosine!).toBeCloseTo(exact.alignment[n].cosine!, 4);
        expect(row.relativeError! / exact.alignment[n].relativeError!).toBeCloseTo(1, 3);
      });
      expect({ ...fast, alignment: [], modulation: [], gamma: [] }).toEqual({ ...exact, alignment: [], modulation: [], gamma: [] });
    } finally {
      await engine.close();
    }
  });

  it('describes the initial state: all connections there, w̄ with Dale\'s signs, part of Γ explained', async () => {
    const { survival, means, gamma } = await measureInitial(referenceEngine());
    for (const row of survival) {
      expect(row).toMatchObject({ kept: row.initial, newborn: 0, flipped: 0, added: 0, similarity: expect.closeTo(1, 12) });
    }
    expect(survival.map(({ matrix, initial }) => [matrix, initial])).toEqual([['input', 141], ['recurrent', 301], ['output', 19]]);
    // what is said to I is weighed by the synapses of I, which are negative
    for (const { receiver, mean } of means) expect(Math.sign(mean)).toBe(receiver === 'I' ? -1 : 1);
    expect(gamma.map(({ receiver }) => receiver)).toEqual(['all', 'I', 'E']);
    expect(gamma[0].explained!).toBeGreaterThan(0.2);
    expect(gamma[0].explained!).toBeLessThan(0.95);
    expect(gamma[0].squaredCorrelation!).toBeGreaterThanOrEqual(gamma[0].explained!);
  });

  it('says null, not NaN, where a network does not fire: no recurrent gradient', async () => {
    const silent = settings('tiny', { network: { threshold: 1e6 }, training: small.training });
    const measurement = await measureInitial(referenceEngine(), { settings: silent });
    expect(measurement.rates[0]).toMatchObject({ neurons: 35, silent: 35, meanHz: 0 });
    expect(of(measurement, 'mdgl', 'recurrent')).toEqual({ rule: 'mdgl', part: 'recurrent', cosine: null, relativeError: null });
    expect(measurement.alignment.some((row) => Number.isNaN(row.cosine) || Number.isNaN(row.relativeError))).toBe(false);
  });
});
