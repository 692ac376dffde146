import { describe, expect, it } from 'vitest';
import { raster, spikesAt } from '../../../src/core/network/raster';
import { simulate } from '../../../src/core/network/simulate';
import { handNetwork, matrix } from '../../support/network';

describe('a trial', () => {
  const weights = { input: matrix([3, 0]), recurrent: matrix([0, 4], [0, 0]), output: matrix([1], [10]), bias: Float64Array.of(0.5) };
  const network = (delaySteps: number) => handNetwork({ neurons: 2, delaySteps });
  const input = raster(5, [0, 0]);

  it('hands a spike on over a recurrent synapse one step later', () => {
    const { spikes, states } = simulate(network(1), weights, input);
    expect(Array.from(spikes.channels)).toEqual([0, 1]);
    expect(spikesAt(spikes, 0)).toEqual(Uint16Array.of(0));
    expect(spikesAt(spikes, 1)).toEqual(Uint16Array.of(1));
    expect(states.map(({ v }) => v[1])).toEqual([0, 2, 0, 0, 0]);
  });

  it('hands it on D steps later where the synaptic delay is D', () => {
    const { spikes, states } = simulate(network(3), weights, input);
    expect(Array.from(spikesAt(spikes, 3))).toEqual([1]);
    expect(states.map(({ v }) => v[1])).toEqual([0, 0, 0, 2, 0]);
  });

  it('loses a spike that would arrive after the end', () => {
    expect(Array.from(simulate(network(5), weights, input).spikes.channels)).toEqual([0]);
  });

  it('counts an input that spikes twice in a step twice', () => {
    const { states } = simulate(network(1), weights, raster(1, [0, 0, 0, 0]));
    expect(states[0].v[0]).toBe(3);
  });

  it('reads out spikes filtered with κ, weighted, plus the bias', () => {
    // κ = 0.25: y_0 = 0.75, 0.1875, 0.046875 …; y_1 = 0, 0.75, 0.1875 …
    const { logits } = simulate(network(1), weights, input);
    expect(logits.map(([value]) => value)).toEqual([
      1.25,
      0.5 + 0.1875 + 7.5,
      0.5 + 0.046875 + 1.875,
      0.5 + 0.01171875 + 0.46875,
      0.5 + 0.0029296875 + 0.1171875,
    ]);
  });

  it('stays silent without input, and the readout is the bias', () => {
    const { spikes, logits } = simulate(network(1), weights, raster(3, []));
    expect(spikes.channels).toHaveLength(0);
    expect(logits.map(([value]) => value)).toEqual([0.5, 0.5, 0.5]);
  });
});
