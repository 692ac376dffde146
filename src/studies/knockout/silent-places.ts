import { modulationOf } from '../../core/engine/batch';
import { initialWeights } from '../../core/network/initial-weights';
import { zeros, type Matrix } from '../../core/network/matrix';
import { networkOf } from '../../core/network/network';
import { permutation, stream } from '../../core/random';
import { withTypes } from '../../core/rules/with-types';
import type { Run } from '../../core/training/run';

/**
 * Draws a share of the places at which the rule's G is not 0 with the run's initial weights. The seed alone fixes them, and
 * a larger share has all places of a smaller one.
 * @param share above 0, at most 1; the number of places is rounded
 * @returns [receiver][sender]: 1 at these places, else 0
 * @example silentPlaces(1, run) // 1 wherever the rule lets p hear j at the start of the run
 */
export function silentPlaces(share: number, { rule, settings, seed, task }: Pick<Run, 'rule' | 'settings' | 'seed' | 'task'>): Matrix {
  const network = networkOf(settings, task);
  const { weights } = initialWeights(settings, seed, network);
  const G = modulationOf({ network: withTypes(network, rule, () => weights, seed), weights, rule, seed })!;
  const heard = G.flatMap((row, p) => [...row.keys()].filter((j) => row[j] !== 0).map((j) => [p, j]));
  const drawn = permutation(stream(seed, 'silent places'), heard.length).slice(0, Math.round(share * heard.length));
  const places = zeros(network.neurons, network.neurons);
  for (const [p, j] of drawn.map((n) => heard[n])) places[p][j] = 1;
  return places;
}
