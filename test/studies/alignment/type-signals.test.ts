import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../../src/core/network/initial-weights';
import { networkOf } from '../../../src/core/network/network';
import { mdgl } from '../../../src/core/rules/mdgl';
import { settings } from '../../../src/core/settings';
import { typeSignals } from '../../../src/studies/alignment/type-signals';
import { contextOf } from '../../support/context';
import { matrix } from '../../support/network';

describe('typeSignals', () => {
  it('weighs what a sender says by the synapses that run to it', () => {
    // neuron 0 is I, 1 and 2 are E; synapses 0→1 −4, 0→2 −2, 1→0 3, 1→2 5
    const signals = typeSignals(matrix([0, -4, -2], [3, 0, 5], [0, 0, 0]), { types: [0, 1, 1], cellTypes: 2 }, ['I', 'E']);
    expect(signals).toEqual([
      { sender: 'I', receiver: 'I', mean: 0, connections: 0 },
      { sender: 'I', receiver: 'E', mean: 3, connections: 1 },
      { sender: 'E', receiver: 'I', mean: -3, connections: 2 },
      { sender: 'E', receiver: 'E', mean: 5, connections: 1 },
    ]);
  });

  it('counts a newborn synapse, of weight 1e-12, as a connection', () => {
    const [{ mean, connections }] = typeSignals(matrix([0, 1e-12, 3], [0, 0, 0], [0, 0, 0]), { types: [0, 0, 0], cellTypes: 1 }, ['E']);
    expect({ mean, connections }).toEqual({ mean: (1e-12 + 3) / 2, connections: 2 });
  });

  it('gives the numbers in MDGL\'s G', () => {
    const tiny = settings('tiny');
    const network = networkOf(tiny);
    const { recurrent } = initialWeights(tiny, 1).weights;
    const G = mdgl.modulation!(recurrent, contextOf(network));
    const signals = typeSignals(recurrent, network, ['I', 'E']);
    let compared = 0;
    G.forEach((row, p) => row.forEach((g, j) => {
      if (g === 0) return;
      const [receiver, sender] = [network.types[p], network.types[j]].map((type) => ['I', 'E'][type]);
      expect(signals.find((signal) => signal.sender === sender && signal.receiver === receiver)!.mean).toBe(g);
      compared++;
    }));
    expect(compared).toBe(signals.reduce((sum, { connections }) => sum + connections, 0));
    expect(compared).toBeGreaterThan(200);
  });
});
