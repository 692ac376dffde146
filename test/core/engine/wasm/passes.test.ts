import { afterAll, describe, expect, it } from 'vitest';
import type { Gradients, Lesson } from '../../../../src/core/engine/engine';
import { Passes } from '../../../../src/core/engine/wasm/passes';
import { judge, judgedFrom } from '../../../../src/core/network/loss';
import { ruleOf, rules } from '../../../../src/core/rules';
import { node } from '../../../../src/node/platform';
import { wasmEngine } from '../../../support/engines';
import { expectAlive, liveLesson } from '../../../support/live-lesson';

const engine = wasmEngine({ workers: 1 });
const passesOf = (budget?: number) => new Passes(node.engineHost(), budget);
afterAll(() => engine.close());

/** Learns as the engine does, the loss computed here. */
function learnBy(passes: Passes, lesson: Lesson): Gradients {
  const [first] = [...lesson.trials];
  const from = judgedFrom(first.target, lesson.steps);
  const pass = passes.forward(lesson, from);
  const { outputs } = lesson.network;
  const error = new Float32Array(pass.logits.length);
  [...lesson.trials].forEach(({ target }, m) => {
    const at = (t: number) => (m * (lesson.steps - from) + t) * outputs;
    const logits = Array.from({ length: lesson.steps - from }, (_, t) => Float64Array.from(pass.logits.subarray(at(t), at(t + 1))));
    judge(logits, target, { trials: lesson.count, steps: lesson.steps }).error.forEach((d, t) => error.set(d, at(t)));
  });
  return pass.sweep(error, new Float64Array(lesson.network.neurons));
}

describe('forward passes whose error comes from outside', () => {
  it.each(rules)('give the fast engine\'s gradients of $id to the last bit', async (rule) => {
    for (const loss of ['class', 'values'] as const) {
      const lesson = liveLesson(rule, { loss, delaySteps: 2 });
      const result = await engine.learn(lesson);
      expectAlive(result);
      expect(learnBy(passesOf(), lesson)).toEqual(result.gradients);
    }
  });

  it('give the same where memory holds one chunk at a time', () => {
    const lesson = liveLesson(ruleOf('bptt'));
    const trials = Array.from({ length: 5 }, () => [...lesson.trials]).flat();
    const many = { ...lesson, trials, count: trials.length };
    expect(learnBy(passesOf(1), many)).toEqual(learnBy(passesOf(), many));
  });

  it('may live side by side, and be swept in any order and again', () => {
    const passes = passesOf();
    const error = Float32Array.of(0.1, -0.2, 0.3, 0, 0.5, 0.1, -0.4, 0.2, 0);
    const none = new Float64Array(15);
    const [bptt, online] = [liveLesson(ruleOf('bptt')), liveLesson(ruleOf('on-mdgl'), { loss: 'class', delaySteps: 3 })];
    const alone = [bptt, online].map((lesson) => passesOf().forward(lesson).sweep(error, none));
    expect(alone[0]).not.toEqual(alone[1]);
    const [a, b] = [passes.forward(bptt), passes.forward(online)];
    expect([b.sweep(error, none), a.sweep(error, none), a.sweep(error, none), b.sweep(error, none)]).toEqual([
      alone[1],
      alone[0],
      alone[0],
      alone[1],
    ]);
    expect(() => passes.forward({ ...bptt, steps: 7 })).toThrow(/has 120 steps, 7 were announced/);
    expect(a.sweep(error, none), 'after a mistake').toEqual(alone[0]);
  });

  it('let an error of the spike counts join the learning signal, as firing-rate regularisation does', async () => {
    const rates = { coefficient: 3, target: 0.01 };
    const lesson = { ...liveLesson(ruleOf('e-prop')), rates };
    const { gradients, spikeCounts } = await engine.learn(lesson);
    const pass = passesOf().forward(lesson);
    const n = lesson.count * lesson.steps;
    const countError = spikeCounts.map((count) => 2 * rates.coefficient * (count / n - rates.target) / n);
    const byRates = pass.sweep(new Float32Array(pass.logits.length), countError).recurrent;
    const byLoss = learnBy(passesOf(), lesson).recurrent;
    gradients.recurrent.forEach((row, q) => row.forEach((g, p) => expect(byRates[q][p] + byLoss[q][p]).toBeCloseTo(g, 6)));
    expect(Math.max(...byRates.flatMap((row) => [...row].map(Math.abs)))).toBeGreaterThan(1e-4);
  });
});
