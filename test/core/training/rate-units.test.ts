import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEngine, engineNameOf } from '../../../src/core/engine';
import { initialWeights } from '../../../src/core/network/initial-weights';
import { flat, type Matrix } from '../../../src/core/network/matrix';
import { networkOf } from '../../../src/core/network/network';
import { simulateRates } from '../../../src/core/network/rate-units';
import { ruleOf } from '../../../src/core/rules';
import { randomFeedback } from '../../../src/core/rules/feedback/random';
import { settings } from '../../../src/core/settings';
import { lessonOf } from '../../../src/core/training/lesson';
import { planOf } from '../../../src/core/training/plan';
import type { Run } from '../../../src/core/training/run';
import { weightsOf } from '../../../src/core/training/state';
import { begin, train, type Progress } from '../../../src/core/training/train';
import { readCheckpoint, writeCheckpoint } from '../../../src/node/results/checkpoint';
import { replay } from '../../../src/studies/figure3c/replay';
import { figure3cStudy } from '../../../src/studies/figure3c/run-folder';
import { jobsOf } from '../../../src/studies/jobs/every-run';

const short = settings('rflo', { training: { iterations: 40, validateEvery: 20 } });
const run: Run = { settings: short, rule: ruleOf('rflo'), seed: 1 };

async function curveOf(progress: Progress, of = run): Promise<Progress> {
  for await (const _ of train(of, undefined, progress));
  return progress;
}

describe.each(['rflo', 'bptt'])('training rate units by %s', (id) => {
  const of = { ...run, rule: ruleOf(id) };

  it('lowers the loss, and leaves accuracy and spikes out', async () => {
    const { curve, state } = await curveOf(begin(of), of);
    expect(curve.map(({ iteration }) => iteration)).toEqual([0, 20, 40]);
    expect(curve[2].loss).toBeLessThan(0.7 * curve[0].loss);
    for (const { accuracy, rateHz } of curve) expect({ accuracy, rateHz }).toEqual({ accuracy: null, rateHz: 0 });
    // autapses too, but not what the silent input sends
    const { weights } = initialWeights(short, 1);
    const after = weightsOf(state);
    for (const name of ['recurrent', 'output'] as const) {
      const before = flat(weights[name]);
      expect(flat(after[name]).filter((w, n) => w === before[n])).toEqual([]);
    }
    expect(after.input).toEqual(weights.input);
    expect([...after.bias]).toEqual([0]);
  });
});

describe('a run of rate units', () => {
  it('moves weights by 0.03 · the gradient, which is the notebook\'s 0.03/T Σ_t error · rate', async () => {
    const one = { ...run, settings: settings('rflo', { training: { iterations: 1 } }) };
    const lesson = lessonOf(one, begin(one), 'training');
    const [{ input, target }] = lesson.trials;
    const { rates, logits } = simulateRates(lesson.network, lesson.weights, input);
    const { values } = target as { values: Matrix };
    // (1/T) Σ_t error(t) h_j(t)
    const gradient = rates[0].map((_, j) => values.reduce((sum, [y], t) => sum + (logits[t][0] - y) * rates[t + 1][j] / 100, 0));
    const { state } = await curveOf(begin(one), one);
    const before = flat(lesson.weights.output);
    flat(weightsOf(state).output).forEach((w, n) => expect(w).toBeCloseTo(before[n] - 0.03 * gradient[n], 15));
  });

  it('goes on from a checkpoint as if nothing had been', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'mdgl-')), 'checkpoint.json');
    const whole = await curveOf(begin(run));
    const progress = begin(run);
    for await (const { iteration } of train(run, undefined, progress)) if (iteration === 20) break;
    writeCheckpoint(path, { progress });
    const saved = readCheckpoint<{ progress: Progress }>(path)!.progress;
    expect(saved.iteration).toBe(20);
    expect(await curveOf(saved)).toEqual(whole);
  });

  it('is stored with the name of its engine, and replayed digit for digit', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mdgl-'));
    const plan = planOf({ preset: 'rflo', settings: short, rules: ['rflo'], runs: 1 });
    expect(plan).toMatchObject({ engine: 'rate', feedback: { rflo: 'random' } });
    figure3cStudy.open(folder, plan);
    const [{ path, checkpoint }] = jobsOf(folder, plan);
    writeCheckpoint(path, { ...checkpoint, progress: await curveOf(begin(run)) });
    await figure3cStudy.complete(folder, plan);
    expect(await replay(folder)).toEqual([{ rule: 'rflo', seed: 1, compared: 3, weights: true, difference: undefined }]);
    rmSync(folder, { recursive: true });
  });
});

describe('rate units', () => {
  it('begin with the weights of the notebook, autapses among them', () => {
    const { input, recurrent, output } = initialWeights(settings('rflo'), 1).weights;
    const variance = flat(recurrent).reduce((sum, w) => sum + w * w, 0) / 2500;
    // the sd of a mean square of n normals is √(2/n) of it
    expect(Math.abs(variance * 50 / 1.5 ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / 2500));
    expect(recurrent.every((row, q) => row[q] !== 0)).toBe(true);
    const scaled = flat(output).map((w) => w * Math.sqrt(50) / 0.1);
    expect(Math.max(...scaled.map(Math.abs))).toBeLessThan(1);
    expect(Math.min(...scaled)).toBeLessThan(-0.8);
    expect(Math.max(...scaled)).toBeGreaterThan(0.8);
    for (const w of flat(input)) expect(w <= 0 && w > -0.1).toBe(true);
  });

  it('hear feedback that is normal, and leak by 1/τ a step', () => {
    const config = settings('rflo');
    const network = networkOf(config);
    const F = flat(randomFeedback(network, 1, config.network.feedbackScale));
    expect(Math.abs(F.reduce((sum, f) => sum + f * f, 0) / 50 - 1)).toBeLessThan(4 * Math.sqrt(2 / 50));
    expect(network).toMatchObject({ units: 'tanh', alpha: Array(50).fill(0.9) });
    expect(networkOf(settings('tiny'))).not.toHaveProperty('units');
  });

  it.each([
    [{ network: { weights: 'balanced' } }, 'network.weights: must be "dense" with rate units (given: "balanced")'],
    [{ network: { cellTypes: [{ name: 'a', sign: 1, lif: 1, alif: 1 }] } }, 'network.cellTypes: must have alif 0 with rate units'],
    [{ network: { tauMembraneMs: 0.5 } }, 'network.tauMembraneMs: must be at least 1 with rate units, of cell types too (given: 0.5)'],
    [{ network: { delayMs: 2 } }, 'network.delayMs: must be 1 with rate units (given: 2)'],
    [{ training: { rateCoefficient: 0.1 } }, 'training.rateCoefficient: must be 0 with rate units (given: 0.1)'],
    [{ network: { units: 'relu' } }, 'network.units: must be "spiking" or "tanh" (given: "relu")'],
  ])('are refused with %j', (changes, message) => {
    expect(() => settings('rflo', changes as never)).toThrow(`settings: ${message}`);
  });

  it('are trained by their own engine, and by no other', () => {
    expect(engineNameOf(short)).toBe('rate');
    expect(engineNameOf(settings('tiny'))).toBe('wasm');
    expect(engineNameOf(settings('tiny'), 'reference')).toBe('reference');
    expect(createEngine('rate').name).toBe('rate');
    expect(() => engineNameOf(short, 'wasm')).toThrow('engine wasm: does not compute network.units "tanh"; allowed here is rate');
    expect(() => engineNameOf(settings('tiny'), 'rate')).toThrow(/^engine rate: .* "spiking"; allowed here is wasm or reference$/);
    expect(() => begin({ ...run, rule: ruleOf('mdgl') })).toThrow(/^rule mdgl: is of spiking neurons .*; allowed .* are bptt, rflo$/);
    expect(() => planOf({ preset: 'rflo', settings: short, rules: ['rflo', 'e-prop'], runs: 1 })).toThrow(/^rule e-prop: /);
  });
});
