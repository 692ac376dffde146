import { meanAndSd } from '../../core/stats/mean-and-sd';
import { quantile } from '../../core/stats/quantile';

/** Firing rates of the neurons of one type, in Hz. */
export interface RateDistribution {
  readonly type: string;
  readonly neurons: number;
  /** Neurons without a spike. */
  readonly silent: number;
  readonly meanHz: number;
  /** n − 1; null for a single neuron. */
  readonly sdHz: number | null;
  readonly minHz: number;
  /** Quartiles, by linear interpolation between neighbours in order. */
  readonly lowerHz: number;
  readonly medianHz: number;
  readonly upperHz: number;
  readonly maxHz: number;
}

/**
 * Computes the distribution of firing rates in each cell type, and first in `all` neurons.
 * @param spikeCounts spikes of each neuron in the whole batch
 * @param milliseconds length of the batch: trials × steps
 * @param types cell type of each neuron
 * @param typeNames by number of the cell type
 */
export function rateDistributions(
  spikeCounts: ArrayLike<number>,
  milliseconds: number,
  types: readonly number[],
  typeNames: readonly string[]
): RateDistribution[] {
  return ['all', ...typeNames].map((type, n) => {
    const rates = types.flatMap((of, p) => n === 0 || of === n - 1 ? [1000 * spikeCounts[p] / milliseconds] : []).sort((a, b) => a - b);
    const { mean: meanHz, sd: sdHz } = meanAndSd(rates);
    return {
      type,
      neurons: rates.length,
      silent: rates.filter((rate) => rate === 0).length,
      meanHz,
      sdHz,
      minHz: rates[0],
      lowerHz: quantile(rates, 0.25),
      medianHz: quantile(rates, 0.5),
      upperHz: quantile(rates, 0.75),
      maxHz: rates[rates.length - 1],
    };
  });
}
