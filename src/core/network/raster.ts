/** Most channels of a raster, inputs or neurons: a spike's channel is stored in 16 bits. */
export const MAX_CHANNELS = 65_535;

/**
 * Most spikes of one input in one step. Each is added by itself and takes its place in memory: 65,535 at each of many steps
 * took all of it. 1,000 in a ms are those of a thousand neurons that fire as fast as they can; a larger weight does the rest.
 */
export const MAX_COUNT = 1000;

/**
 * Spikes in order of time: those of step t are `channels[offsets[t]] … channels[offsets[t+1] − 1]`.
 * A channel that spikes n times in a step is listed n times.
 */
export interface Raster {
  /** steps + 1 entries */
  readonly offsets: Uint32Array;
  /** Input or neuron of each spike. */
  readonly channels: Uint16Array;
}

/**
 * Orders spikes by time; spikes of one step keep the order in which they come.
 * @param spikes pairs (step, channel), one after the other
 * @example
 * raster(3, [2, 7, 0, 5]).channels // Uint16Array [5, 7]
 */
export function raster(steps: number, spikes: ArrayLike<number>): Raster {
  const offsets = new Uint32Array(steps + 1);
  for (let n = 0; n < spikes.length; n += 2) offsets[spikes[n] + 1]++;
  for (let t = 0; t < steps; t++) offsets[t + 1] += offsets[t];
  const next = offsets.slice();
  const channels = new Uint16Array(spikes.length / 2);
  for (let n = 0; n < spikes.length; n += 2) channels[next[spikes[n]]++] = spikes[n + 1];
  return { offsets, channels };
}

/** Finds the first channel that spikes more often than `most` times in one step, and how often; undefined if there is none. */
export function crowd({ offsets, channels }: Raster, most: number): { step: number; channel: number; count: number } | undefined {
  if (channels.length <= most) return undefined;
  for (let step = 0; step + 1 < offsets.length; step++) {
    if (offsets[step + 1] - offsets[step] <= most) continue;
    const counts = new Map<number, number>();
    for (let s = offsets[step]; s < offsets[step + 1]; s++) counts.set(channels[s], (counts.get(channels[s]) ?? 0) + 1);
    for (const [channel, count] of counts) if (count > most) return { step, channel, count };
  }
  return undefined;
}

/** Returns the channels that spike at one step. */
export function spikesAt({ offsets, channels }: Raster, step: number): Uint16Array {
  return channels.subarray(offsets[step], offsets[step + 1]);
}

/** Counts the spikes of each channel. */
export function countSpikes({ channels }: Raster, number: number): Float64Array {
  const counts = new Float64Array(number);
  for (const channel of channels) counts[channel]++;
  return counts;
}

/** Counts the steps. */
export function stepsOf({ offsets }: Raster): number {
  return offsets.length - 1;
}
