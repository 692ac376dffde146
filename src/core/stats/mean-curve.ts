import { groupBy } from './group-by';
import { meanAndSd } from './mean-and-sd';
import type { Sample } from './moving-mean';

/** A curve at one iteration: mean and sd (n − 1) over `runs` runs; sd is null for one run. */
export interface MeanSample {
  iteration: number;
  runs: number;
  mean: number;
  sd: number | null;
}

/**
 * Takes mean and sd over runs, iteration by iteration. A run counts at the iterations at which it was validated; runs need not
 * share them.
 * @returns by rising iteration
 * @example meanCurve([[{ iteration: 0, value: 1 }], [{ iteration: 0, value: 3 }]]) // [{ iteration: 0, runs: 2, mean: 2, sd: 1.41… }]
 */
export function meanCurve(runs: readonly (readonly Sample[])[]): MeanSample[] {
  const byIteration = [...groupBy(runs.flat(), ({ iteration }) => iteration)].sort(([a], [b]) => a - b);
  return byIteration.map(([iteration, samples]) => ({ iteration, runs: samples.length, ...meanAndSd(samples.map(({ value }) => value)) }));
}
