/**
 * What the figure shows of one rule at one iteration: mean and sd (n − 1) of the smoothed runs, and the smoothed
 * published mean. Null if there is nothing: no run, one run only (sd), not published.
 */
export interface DrawnPoint {
  rule: string;
  iteration: number;
  runs: number | null;
  mean: number | null;
  sd: number | null;
  published: number | null;
}
