import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readNetworkCase } from '../../../../src/cases/case';
import { referenceEngine } from '../../../../src/core/engine/reference/reference';
import { ruleOf } from '../../../../src/core/rules';
import { goldenCases, RECORDED, verdictsOn } from '../../../support/golden-cases';
import { distance, expectAlive, liveLesson } from '../../../support/live-lesson';

describe('the reference engine agrees with an independent implementation', () => {
  it.each(goldenCases)('on $name: spikes exactly, numbers to 1e-10 (paper-size 1e-8)', async ({ name, folder, expected }) => {
    const path = join(folder, `${name}.json.gz`);
    const spikes = readNetworkCase(path).expected!.spikes.length;
    if (name === 'silent') expect(spikes).toBe(0);
    else expect(spikes).toBeGreaterThan(40);
    const verdicts = await verdictsOn(path, referenceEngine());
    expect(verdicts.map((verdict) => verdict.rule).sort()).toEqual(
      [...expected, ...(RECORDED.includes(name) ? ['recordings'] : [])].sort()
    );
    for (const verdict of verdicts) {
      expect(verdict).toMatchObject({ passed: true, exact: verdict.rule === 'recordings' ? null : true });
      expect(verdict.worst!.error).toBeLessThan(name === 'paper-size' ? 1e-8 : 2e-13);
    }
  });
});

describe('the gradient of the readout is the derivative of the loss', () => {
  it.each(['class', 'values'] as const)('for a loss of %s, by central differences', async (loss) => {
    const lesson = liveLesson(ruleOf('mdgl'), { loss, delaySteps: 1 });
    const engine = referenceEngine();
    const result = await engine.learn(lesson);
    expectAlive(result);
    const step = 1e-4;
    const slope = async (move: (by: number) => typeof lesson.weights) => {
      const [up, down] = await Promise.all([step, -step].map((by) => engine.evaluate({ ...lesson, weights: move(by) })));
      return (up.loss - down.loss) / (2 * step);
    };
    const { output, bias } = lesson.weights;
    for (const [j, k] of [[0, 0], [1, 1], [6, 2], [14, 0]]) {
      const numeric = await slope((by) => ({
        ...lesson.weights,
        output: output.map((row, r) => row.map((w, c) => (r === j && c === k ? w + by : w))),
      }));
      expect(Math.abs(numeric)).toBeGreaterThan(1e-4);
      expect(result.gradients.output[j][k] / numeric).toBeCloseTo(1, 5);
    }
    for (const k of bias.keys()) {
      const numeric = await slope((by) => ({ ...lesson.weights, bias: bias.map((w, c) => c === k ? w + by : w) }));
      expect(result.gradients.bias[k] / numeric).toBeCloseTo(1, 5);
    }
  });
});

describe('the reference engine', () => {
  it('evaluates to the same loss, accuracy, logits and spikes as it learns', async () => {
    const lesson = liveLesson(ruleOf('bptt'));
    const { gradients, ...learned } = await referenceEngine().learn(lesson);
    expectAlive({ gradients, ...learned });
    expect(await referenceEngine().evaluate(lesson)).toEqual(learned);
  });

  it('keeps spikes only where asked for', async () => {
    const { spikes } = await referenceEngine().evaluate({ ...liveLesson(ruleOf('bptt')), keepSpikes: false });
    expect(spikes).toBeUndefined();
  });

  it('has in the firing-rate regularisation a part of the gradient, none of the loss', async () => {
    const rule = ruleOf('e-prop');
    const without = await referenceEngine().learn(liveLesson(rule));
    const withRates = await referenceEngine().learn({ ...liveLesson(rule), rates: { coefficient: 1, target: 0.01 } });
    expectAlive(without);
    expect(withRates.loss).toBe(without.loss);
    expect(distance(withRates.gradients.recurrent, without.gradients.recurrent)).toBeGreaterThan(1e-3);
    expect(withRates.gradients.output).toEqual(without.gradients.output);
  });

  it('pushes the rates down where they are above the target, up where below', async () => {
    const base = { ...liveLesson(ruleOf('e-prop')) };
    const zero = base.feedback.map((row) => row.map(() => 0));
    const push = async (target: number) => {
      const { gradients } = await referenceEngine().learn({ ...base, feedback: zero, rates: { coefficient: 1, target } });
      return gradients.input.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0);
    };
    expect(await push(0)).toBeGreaterThan(0);
    expect(await push(1)).toBeLessThan(0);
  });
});
