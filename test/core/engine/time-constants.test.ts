import { afterAll, describe, expect, it } from 'vitest';
import { compare } from '../../../src/cases/compare';
import { createEngine, engineNames } from '../../../src/core/engine';
import { raster } from '../../../src/core/network/raster';
import { simulate } from '../../../src/core/network/simulate';
import { ruleOf, rules } from '../../../src/core/rules';
import { eProp } from '../../../src/core/rules/e-prop';
import { mdgl } from '../../../src/core/rules/mdgl';
import { record } from '../../../src/record/record';
import { handGradients, handLearningSignal, handLesson, handReadout, handStates } from '../../support/hand-case';
import { handNetwork, matrix } from '../../support/network';

const engines = engineNames.map((name) => ({
  name,
  engine: createEngine(name, { workers: 1 }),
  tolerance: name === 'wasm' ? 1e-6 : 1e-14,
}));
afterAll(async () => { for (const { engine } of engines) await engine.close(); });

const flat = (rows: readonly ArrayLike<number>[]) => rows.flatMap((row) => Array.from(row));
const error = (actual: readonly ArrayLike<number>[], expected: readonly ArrayLike<number>[]) =>
  compare('', flat(actual), flat(expected), 0).error;

describe('where the time constants of membrane, adaptation and readout are all different, worked by hand,', () => {
  it('the membrane leaks with α, the adaptation with ρ, the readout with κ', () => {
    const { network, weights, trials: [{ input }] } = handLesson(eProp);
    const { states, logits } = simulate(network, weights, input);
    for (const of of ['z', 'v', 'b', 'A', 'psi'] as const) expect(states.map((state) => state[of]), of).toEqual(handStates[of]);
    expect(logits).toEqual(handReadout.logits);
  });

  it('the learning signal decays with κ, and Γ is weighted with 1 − α', () => {
    const { arrays } = record({ ...handLesson(mdgl), what: ['learningSignal', 'modulatorySignal', 'modulatorySignalByType'] });
    expect([...arrays.learningSignal!.data]).toEqual(flat(handLearningSignal));
    // 1/4 · 5 · L_1(t+1) ψ_1(t+1) for neuron 0, which hears type 1 alone; 1/4 · 3 · L_0(t+1) ψ_0(t+1) for neuron 1
    const [L, psi] = [handLearningSignal, handStates.psi];
    const gamma = [0, 1, 2, 3].map((t) => t === 3 ? [0, 0] : [1.25 * L[t + 1][1] * psi[t + 1][1], 0.75 * L[t + 1][0] * psi[t + 1][0]]);
    expect([...arrays.modulatorySignal!.data]).toEqual(flat(gamma));
    expect([...arrays.modulatorySignalByType!.data]).toEqual(gamma.flatMap(([ofZero, ofOne]) => [0, ofZero, ofOne, 0]));
  });

  describe.each(engines)('the $name engine', ({ engine, tolerance }) => {
    it('reads out with κ, and hands the error back with it', async () => {
      const { loss, logits, spikes, gradients } = await engine.learn(handLesson(eProp));
      expect(Array.from(spikes![0].channels)).toEqual([0, 1, 0, 1, 1]);
      expect(logits).toEqual(handReadout.logits.slice(-1));
      expect(loss).toBeCloseTo(handReadout.loss, 6);
      expect(error(gradients.output, handReadout.output)).toBeLessThan(tolerance);
      expect(error([gradients.bias], [handReadout.bias])).toBeLessThan(tolerance);
    });

    it.each(rules.map(({ id }) => id))('has the gradient of %s', async (id) => {
      const { gradients } = await engine.learn(handLesson(ruleOf(id)));
      expect(error(gradients.input, handGradients[id].input)).toBeLessThan(tolerance);
      expect(error(gradients.recurrent, handGradients[id].recurrent)).toBeLessThan(tolerance);
    });

    it('lets an error decay with κ; the fast engine drops it below 1e-20', async () => {
      // κ = 1/4, logits 0, so that d_1(T−1) = 1/2: a spike at step 0 is worth 1/2 · 3/4 · 4^−(T−1), 2.03e-20 in 33 steps
      const weights = { input: matrix([3]), recurrent: matrix([0]), output: matrix([0, 0]), bias: new Float64Array(2) };
      const ofFirstSpike = async (steps: number) => {
        const trial = { input: raster(steps, [0, 0]), target: { class: 0 } };
        const lesson = {
          network: handNetwork({ outputs: 2 }),
          weights,
          trials: [trial],
          count: 1,
          steps,
          rule: eProp,
          feedback: weights.output,
        };
        return (await engine.learn(lesson)).gradients.output[0][1];
      };
      expect(await ofFirstSpike(17)).toBe(0.375 * 4 ** -16);
      expect(await ofFirstSpike(33)).toBe(0.375 * 4 ** -32);
      expect(await ofFirstSpike(34)).toBe(engine.name === 'wasm' ? 0 : 0.375 * 4 ** -33);
    });
  });
});
