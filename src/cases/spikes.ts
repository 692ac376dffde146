import { spikesAt, stepsOf, type Raster } from '../core/network/raster';

type Spike = readonly [trial: number, step: number, neuron: number];

/** Lists the spikes of a batch as the golden format lists them: by trial, step and neuron. */
export function spikeList(trials: readonly Raster[]): Spike[] {
  return trials.flatMap((spikes, m) => Array.from({ length: stepsOf(spikes) }, (_, t) =>
    Array.from(spikesAt(spikes, t)).sort((a, b) => a - b).map((p): Spike => [m, t, p])).flat());
}

/** Tells whether two lists hold the same spikes, in whatever order. */
export function sameSpikes(a: readonly Spike[], b: readonly Spike[]): boolean {
  const inOrder = (spikes: readonly Spike[]) => JSON.stringify([...spikes].sort(([m, t, p], [n, u, q]) => m - n || t - u || p - q));
  return inOrder(a) === inOrder(b);
}
