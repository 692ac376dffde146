import type { Lesson } from './engine';

/**
 * Returns the firing-rate regularisation's part of L, the same for every trial and step:
 * 2c (r_p − r_0) / (B·T) with r_p the mean of z_p over trials and steps.
 * @param spikeCounts spikes of each neuron in the batch
 */
export function rateErrorOf({ rates, count, steps }: Pick<Lesson, 'rates' | 'count' | 'steps'>, spikeCounts: Float64Array): Float64Array {
  return spikeCounts.map((spikes) => rates ? 2 * rates.coefficient * (spikes / (count * steps) - rates.target) / (count * steps) : 0);
}
