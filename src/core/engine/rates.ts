import type { Lesson } from './engine';

/**
 * Returns how the firing-rate regularisation's part of L, the same at every step, follows from a trial's spikes:
 * 2c (r_p − r_0) / (B·T) with r_p the mean of z_p over steps, and over the trials of the batch unless each trial is taken alone.
 * @param batchCounts spikes of each neuron in the batch
 * @returns [neuron], from the spikes of each neuron in the trial
 */
export function rateErrorsOf(
  { rates, count, steps }: Pick<Lesson, 'rates' | 'count' | 'steps'>,
  batchCounts: Float64Array
): (trialCounts: Float64Array) => Float64Array {
  const error = (spikes: Float64Array, trials: number) =>
    spikes.map((n) => rates ? 2 * rates.coefficient * (n / (trials * steps) - rates.target) / (count * steps) : 0);
  if (rates?.ofEachTrial) return (trialCounts) => error(trialCounts, 1);
  const shared = error(batchCounts, count);
  return () => shared;
}
