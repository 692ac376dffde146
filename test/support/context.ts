import type { Network, Weights } from '../../src/core/network/network';
import type { ModulationContext } from '../../src/core/rules/rule';

/** What a rule of the list makes its G from, besides the recurrent weights: cell types alone. */
export function contextOf(network: Pick<Network, 'types' | 'cellTypes'>): ModulationContext {
  return { ...network, network: network as Network, weights: {} as Weights, seed: 1, iteration: 0 };
}
