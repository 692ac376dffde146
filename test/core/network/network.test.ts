import { describe, expect, it } from 'vitest';
import { decay, networkOf } from '../../../src/core/network/network';
import { settings } from '../../../src/core/settings';

describe('the network of Figure 3C', () => {
  const network = networkOf(settings('figure3c'));

  it('has 40 inputs, 100 neurons and 2 outputs', () => {
    expect([network.inputs, network.neurons, network.outputs]).toEqual([40, 100, 2]);
  });

  it('begins with the 19 inhibitory neurons; 81 are excitatory', () => {
    expect(network.types.filter((type) => type === 1)).toHaveLength(81);
    expect(network.types.slice(0, 20)).toEqual([...Array(19).fill(0), 1]);
  });

  it('has 50 LIF neurons, then 50 ALIF neurons with β = 1.8', () => {
    expect(network.beta).toEqual([...Array(50).fill(0), ...Array(50).fill(1.8)]);
  });

  it('decays as exp(−1 ms / τ)', () => {
    expect(network.alpha[0]).toBeCloseTo(0.951229424500714, 15);
    expect(network.kappa).toBe(network.alpha[0]);
    expect(network.rho[0]).toBeCloseTo(0.999500124979169, 15);
    expect(decay(1)).toBeCloseTo(1 / Math.E, 15);
  });
});

it('membrane, adaptation and readout each have the time constant that the settings give them', () => {
  const { alpha, rho, kappa } = networkOf(settings('tiny', { network: { tauMembraneMs: 5, tauAdaptationMs: 300, tauReadoutMs: 40 } }));
  expect([alpha[0], rho[0], kappa].map((constant) => -1 / Math.log(constant))).toEqual([5, 300, 40].map((tau) => expect.closeTo(tau, 9)));
});

it('LIF neurons come type by type, then ALIF neurons type by type', () => {
  const base = settings('tiny');
  const { types, beta } = networkOf(settings('tiny', { network: { cellTypes: [
    { name: 'a', sign: 1, lif: 1, alif: 2 },
    { name: 'b', sign: -1, lif: 2, alif: 0 },
    { name: 'c', sign: 1, lif: 0, alif: 1 },
  ] } }));
  expect(types).toEqual([0, 1, 1, 0, 0, 2]);
  expect(beta.map((value) => value > 0)).toEqual([false, false, false, true, true, true]);
  expect(beta[5]).toBe(base.network.adaptationStrength);
});

it('a cell type may have constants of its own; others have those of the network', () => {
  const { alpha, rho, beta } = networkOf(settings('tiny', { network: { tauMembraneMs: 20, tauAdaptationMs: 200, cellTypes: [
    { name: 'fast', sign: 1, lif: 0, alif: 1, tauMembraneMs: 5, tauAdaptationMs: 50, adaptationStrength: 0.5 },
    { name: 'plain', sign: 1, lif: 0, alif: 1 },
  ] } }));
  expect(alpha).toEqual([decay(5), decay(20)]);
  expect(rho).toEqual([decay(50), decay(200)]);
  expect(beta).toEqual([0.5, 1.8]);
});
