import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/core/network/network';
import { restingState, step, type State } from '../../../src/core/network/step';
import { handNetwork } from '../../support/network';

/** The states of one neuron after each of its currents. */
function run(network: Network, currents: number[]): State[] {
  const states: State[] = [];
  let state = restingState(network);
  for (const current of currents) states.push(state = step(network, state, Float64Array.of(current)));
  return states;
}

const each = (states: State[], part: keyof State) => states.map((state) => state[part][0]);

describe('one step of LIF and ALIF neurons', () => {
  it('leaks: the membrane is α times itself plus (1−α) times the current', () => {
    // 0.5·1, then 0.5·0.5, then 0.5·0.25 + 0.5·0.5
    expect(each(run(handNetwork(), [1, 0, 0.5]), 'v')).toEqual([0.5, 0.25, 0.375]);
  });

  it('spikes above threshold, not at it', () => {
    const states = run(handNetwork(), [2, 1.5]);
    expect(each(states, 'v')).toEqual([1, 1.25]);
    expect(each(states, 'z')).toEqual([0, 1]);
  });

  it('subtracts the baseline threshold in the step after a spike', () => {
    // v(0) = 1.5 spikes; v(1) = 0.5·1.5 − 1
    expect(each(run(handNetwork(), [3, 0]), 'v')).toEqual([1.5, -0.25]);
  });

  it('keeps still for the refractory steps after a spike, whatever the membrane', () => {
    const states = run(handNetwork({ refractorySteps: 2 }), [3, 3, 3, 3]);
    // 1.5; 0.75 + 1.5 − 1; 0.625 + 1.5; 1.0625 + 1.5
    expect(each(states, 'v')).toEqual([1.5, 1.25, 2.125, 2.5625]);
    expect(each(states, 'z')).toEqual([1, 0, 0, 1]);
  });

  it('spikes at each step without refractory steps', () => {
    expect(each(run(handNetwork({ refractorySteps: 0 }), [9, 9, 9]), 'z')).toEqual([1, 1, 1]);
  });

  it('raises an adaptive neuron\'s threshold by β b after a spike, and lets it decay with ρ', () => {
    const states = run(handNetwork({ beta: [2] }), [3, 0, 0]);
    expect(each(states, 'b')).toEqual([0, 0.25, 0.1875]);
    expect(each(states, 'A')).toEqual([1, 1.5, 1.375]);
  });

  it('holds an adaptive neuron back that as a LIF neuron would spike', () => {
    const currents = [3, 0, 0, 2.5];
    // v: 1.5, −0.25, −0.125, 1.1875; A(3) = 1 + 2·0.140625
    expect(each(run(handNetwork({ beta: [0] }), currents), 'z')).toEqual([1, 0, 0, 1]);
    const adaptive = run(handNetwork({ beta: [2] }), currents);
    expect(each(adaptive, 'v')[3]).toBe(1.1875);
    expect(each(adaptive, 'A')[3]).toBe(1.28125);
    expect(each(adaptive, 'z')).toEqual([1, 0, 0, 0]);
  });

  it('has a triangle for pseudo-derivative: γ/v_th at threshold, 0 at a distance of v_th', () => {
    // v = 0.5, 1, 1.5, 2.5 in the first step, so s = −0.5, 0, 0.5, 1.5
    const psi = (current: number) => run(handNetwork(), [current])[0].psi[0];
    expect([1, 2, 3, 5].map(psi)).toEqual([0.2, 0.4, 0.2, 0]);
  });

  it('measures the distance in units of v_th, and divides γ by it', () => {
    // v = 0.3, A = 0.25: s = 0.2, ψ = 0.4 / 0.25 · 0.8
    const { psi } = run(handNetwork({ threshold: 0.25 }), [0.6])[0];
    expect(psi[0]).toBeCloseTo(1.28, 14);
  });

  it('has pseudo-derivative 0 while refractory', () => {
    // v: 1.5; 0.75 + 1 − 1 = 0.75, near enough to threshold; 0.375 + 1
    expect(each(run(handNetwork({ refractorySteps: 1 }), [3, 2, 2]), 'psi')).toEqual([0.2, 0, 0.25]);
  });

  it('leaves the state before untouched', () => {
    const before = restingState(handNetwork());
    step(handNetwork(), before, Float64Array.of(9));
    expect(before).toEqual(restingState(handNetwork()));
  });
});
