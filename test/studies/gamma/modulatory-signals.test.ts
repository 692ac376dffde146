import { describe, expect, it } from 'vitest';
import { rateErrorsOf } from '../../../src/core/engine/rates';
import { referenceEngine } from '../../../src/core/engine/reference/reference';
import { gradientFromTraces } from '../../../src/core/engine/reference/traces';
import { mapMatrix, zeros, type Matrix } from '../../../src/core/network/matrix';
import { simulate } from '../../../src/core/network/simulate';
import { ruleOf } from '../../../src/core/rules';
import { modulatorySignals } from '../../../src/studies/gamma/modulatory-signals';
import { distance, expectAlive, largest, liveLesson } from '../../support/live-lesson';

const RATES = { coefficient: 0.1, target: 0.01 };
const difference = (a: Matrix, b: Matrix) => mapMatrix(a, (value, q, p) => value - b[q][p]);

describe('modulatorySignals', () => {
  const ids = ['mdgl', 'mdgl-bca', 'nl-mdgl'];

  it.each(ids)('are what makes %s of e-prop: contracted with the traces, they are the difference of the gradients', async (id) => {
    const rule = ruleOf(id);
    const lesson = liveLesson(rule, { loss: 'class', delaySteps: 1, rates: RATES });
    const { network, weights } = lesson;
    const engine = referenceEngine();
    const learned = await engine.learn(lesson);
    const local = await engine.learn({ ...lesson, rule: ruleOf('e-prop') });
    expectAlive(learned);
    const rateErrorOf = rateErrorsOf(lesson, learned.spikeCounts);
    const sum = { input: zeros(network.inputs, network.neurons), recurrent: zeros(network.neurons, network.neurons) };
    for (const trial of lesson.trials) {
      const [gamma] = modulatorySignals(lesson, trial, [rule], rateErrorOf);
      const { spikes, states } = simulate(network, weights, trial.input);
      const psi = states.map((state) => state.psi);
      const nothing = zeros(lesson.steps, network.neurons);
      const parts = [
        [sum.input, gradientFromTraces(network, rule, trial.input, network.inputs, 0, psi, nothing, gamma)],
        [sum.recurrent, gradientFromTraces(network, rule, spikes, network.neurons, network.delaySteps, psi, nothing, gamma)],
      ];
      for (const [total, part] of parts) part.forEach((row, q) => row.forEach((value, p) => { total[q][p] += value; }));
    }
    sum.recurrent.forEach((row, q) => { row[q] = 0; });
    for (const matrix of ['input', 'recurrent'] as const) {
      const added = difference(learned.gradients[matrix], local.gradients[matrix]);
      expect(largest(added)).toBeGreaterThan(1e-6);
      expect(distance(sum[matrix], added)).toBeLessThan(1e-10);
    }
  });

  it('come in the order of the rules, and are zero where no neuron hears another', () => {
    const lesson = liveLesson(ruleOf('mdgl'));
    const [trial] = lesson.trials;
    const none = new Float64Array(lesson.network.neurons);
    const [eProp, bca, mdgl] = modulatorySignals(lesson, trial, ['e-prop', 'mdgl-bca', 'mdgl'].map(ruleOf), () => none);
    expect(largest(eProp)).toBe(0);
    expect(largest(mdgl)).toBeGreaterThan(0);
    expect(distance(bca, mdgl)).toBeGreaterThan(0.01);
  });
});
