import { describe, expect, it } from 'vitest';
import type { Lesson } from '../../../../src/core/engine/engine';
import { rateErrorsOf } from '../../../../src/core/engine/rates';
import { referenceEngine } from '../../../../src/core/engine/reference/reference';
import { signals } from '../../../../src/core/engine/reference/signals';
import { sweep } from '../../../../src/core/engine/reference/sweep';
import { arrivals, eligibilityTrace, filteredTrace, gradientFromTraces } from '../../../../src/core/engine/reference/traces';
import { judgeTrial } from '../../../../src/core/network/loss';
import { zeros, type Matrix } from '../../../../src/core/network/matrix';
import { neuronConstants, type Network } from '../../../../src/core/network/network';
import { countSpikes, raster } from '../../../../src/core/network/raster';
import { simulate } from '../../../../src/core/network/simulate';
import { rules } from '../../../../src/core/rules';
import { traceOf } from '../../../../src/core/rules/rule';
import { contextOf } from '../../../support/context';
import { distance, expectAlive, liveLesson } from '../../../support/live-lesson';
import { handNetwork } from '../../../support/network';

/** Changes for the traces alone, to see whether the sweep would notice. */
interface Tampering {
  readonly network?: (network: Network) => Network;
  readonly psi?: (psi: Matrix) => Matrix;
}

/** Input and recurrent gradients by explicit traces, summed over trials. */
async function byTraces(lesson: Lesson, tampering: Tampering = {}): Promise<{ input: Matrix; recurrent: Matrix }> {
  const { network, weights, rule, feedback, trials, count, steps } = lesson;
  const { spikeCounts } = await referenceEngine().evaluate(lesson);
  const sum = { input: zeros(network.inputs, network.neurons), recurrent: zeros(network.neurons, network.neurons) };
  for (const { input, target } of trials) {
    const { spikes, states, logits } = simulate(network, weights, input);
    const psi = states.map((state) => state.psi);
    const { error } = judgeTrial(logits, target, { trials: count, steps });
    const heard = signals(
      network,
      rule,
      error,
      psi,
      rateErrorsOf(lesson, spikeCounts)(countSpikes(spikes, network.neurons)),
      feedback,
      rule.modulation?.(weights.recurrent, contextOf(network))
    );
    // BPTT's Λ takes in what flows back through other neurons: only its contraction with the traces is proved here
    const learning = rule.credit === 'exact' ? sweep(network, rule, heard, psi, weights.recurrent).credit : heard.learning;
    const gradient = (pre: typeof spikes, channels: number, delay: number) => gradientFromTraces(
      tampering.network?.(network) ?? network, rule, pre, channels, delay, tampering.psi?.(psi) ?? psi, learning, heard.modulatory);
    add(sum.input, gradient(input, network.inputs, 0));
    add(sum.recurrent, gradient(spikes, network.neurons, network.delaySteps));
  }
  sum.recurrent.forEach((row, q) => { row[q] = 0; });
  return sum;
}

function add(sum: Matrix, terms: Matrix): void {
  terms.forEach((row, r) => row.forEach((value, c) => { sum[r][c] += value; }));
}

const kinds = [
  { title: 'a loss at the last step', kind: { loss: 'class', delaySteps: 1 } },
  { title: 'a loss at the last step and a delay of 4', kind: { loss: 'class', delaySteps: 4 } },
  { title: 'losses at every step', kind: { loss: 'values', delaySteps: 1 } },
  { title: 'losses at every step and a delay of 3', kind: { loss: 'values', delaySteps: 3 } },
  { title: 'firing-rate regularisation', kind: { loss: 'class', delaySteps: 1, rates: { coefficient: 10, target: 0.01 } } },
  {
    title: 'firing-rate regularisation of each trial',
    kind: { loss: 'class', delaySteps: 1, rates: { coefficient: 10, target: 0.01, ofEachTrial: true } },
  },
] as const;

describe.each(kinds)('with $title, the backward sweep and the forward traces agree', ({ kind }) => {
  it.each(rules)('for $id', async (rule) => {
    const lesson = liveLesson(rule, kind);
    const result = await referenceEngine().learn(lesson);
    expectAlive(result);
    const traced = await byTraces(lesson);
    expect(distance(result.gradients.input, traced.input)).toBeLessThan(1e-12);
    expect(distance(result.gradients.recurrent, traced.recurrent)).toBeLessThan(1e-12);
  });
});

describe.each(rules)('the agreement for $id is a proof: it ends when one side', (rule) => {
  const lesson = liveLesson(rule);
  const disagreement = async (tampering: Tampering) => {
    const result = await referenceEngine().learn(lesson);
    expectAlive(result);
    return distance((await byTraces(lesson, tampering)).recurrent, result.gradients.recurrent);
  };

  it('is given another β', async () => {
    // a neuron that fires and adapts; the leak's trace knows no adaptation, as ε_a is 0
    const off = await disagreement({ network: (network) => ({ ...network, beta: network.beta.map((b, p) => p === 1 ? b * 1.01 : b) }) });
    if (traceOf(rule) !== 'leak') expect(off).toBeGreaterThan(1e-6);
    else expect(off).toBeLessThan(1e-12);
  });

  it('is given another ψ', async () => {
    const off = await disagreement({ psi: (psi) => psi.map((row) => row.map((value, p) => p === 1 ? value * 1.01 : value)) });
    expect(off).toBeGreaterThan(1e-4);
  });

  it('is given another leak', async () => {
    const off = await disagreement({ network: (network) => ({ ...network, alpha: network.alpha.map((alpha) => alpha * 0.999) }) });
    expect(off).toBeGreaterThan(1e-4);
  });

  it('forgets the reset', async () => {
    const off = await disagreement({ network: (network) => ({ ...network, threshold: 0 }) });
    if (traceOf(rule) === 'full') expect(off).toBeGreaterThan(1e-2);
    else expect(off).toBeLessThan(1e-12);
  });
});

describe('the trace of one synapse, by hand', () => {
  // α = 0.5, ρ = 0.75, v_th = 1; β = 2
  const adaptive = neuronConstants(handNetwork({ beta: [2] }), 0);
  const pre = Float64Array.of(1, 0, 2);
  const psi = Float64Array.of(0.25, 0.5, 0.5);

  it('remembers spikes in the membrane, loses some at a reset and moves some to the adaptation', () => {
    const { epsilonV, epsilonA, eligibility } = eligibilityTrace(adaptive, 'full', pre, psi);
    // ε_v: 0.5·1; (0.5 − 0.25)·0.5; (0.5 − 0.5)·0.125 + 1·2·0.5·0.03125 + 0.5·2
    expect(Array.from(epsilonV)).toEqual([0.5, 0.125, 1.03125]);
    // ε_a: 0; 0.25·0.25·0.5; 0.25·0.5·0.125 + (0.75 − 0.25·2·0.5)·0.03125
    expect(Array.from(epsilonA)).toEqual([0, 0.03125, 0.03125]);
    // e = ψ (ε_v − 2 ε_a)
    expect(Array.from(eligibility)).toEqual([0.125, 0.03125, 0.484375]);
  });

  it('keeps what a reset would take, without reset', () => {
    const { epsilonV, epsilonA, eligibility } = eligibilityTrace(adaptive, 'no-reset', pre, psi);
    // ε_v: 0.5·1; 0.5·0.5; 0.5·0.25 + 0.5·2
    expect(Array.from(epsilonV)).toEqual([0.5, 0.25, 1.125]);
    // ε_a: 0; 0.25·0.25·0.5; 0.25·0.5·0.25 + (0.75 − 0.25·2·0.5)·0.03125
    expect(Array.from(epsilonA)).toEqual([0, 0.03125, 0.046875]);
    expect(Array.from(eligibility)).toEqual([0.125, 0.09375, 0.515625]);
  });

  it('is that of the leak alone for RFLO', () => {
    const { epsilonV, eligibility } = eligibilityTrace(adaptive, 'leak', pre, psi);
    expect(Array.from(epsilonV)).toEqual([0.5, 0.25, 1.125]);
    expect(Array.from(eligibility)).toEqual([0.125, 0.125, 0.5625]);
  });

  it('is filtered with κ for signals online', () => {
    // κ = 0.25: 0.75·1; 0.25·0.75; 0.25·0.1875 + 0.75·2
    expect(filteredTrace(handNetwork(), Float64Array.of(1, 0, 2))).toEqual(Float64Array.of(0.75, 0.1875, 1.546875));
  });

  it('meets spikes when they arrive', () => {
    expect(arrivals(raster(4, [0, 3, 1, 3, 1, 3, 2, 0]), 3, 1)).toEqual(Float64Array.of(0, 1, 2, 0));
  });
});
