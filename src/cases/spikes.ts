import { spikesAt, stepsOf, type Raster } from '../core/network/raster';

type Spike = readonly [trial: number, step: number, neuron: number];

/** Lists the spikes of a batch as the golden format lists them: by trial, step and neuron. */
export function spikeList(trials: readonly Raster[]): Spike[] {
  const list: Spike[] = [];
  for (const [m, spikes] of trials.entries()) {
    for (let t = 0; t < stepsOf(spikes); t++) list.push(...Array.from(spikesAt(spikes, t).slice().sort(), (p): Spike => [m, t, p]));
  }
  return list;
}

/** Tells whether two lists hold the same spikes, in whatever order. */
export function sameSpikes(a: readonly Spike[], b: readonly Spike[]): boolean {
  const inOrder = (spikes: readonly Spike[]) => JSON.stringify([...spikes].sort(([m, t, p], [n, u, q]) => m - n || t - u || p - q));
  return inOrder(a) === inOrder(b);
}
