import type { RunPoint } from '../../../src/core/tables/runs-csv';

/** Final loss of each synthetic rule. */
const floors: Record<string, number> = { bptt: 0.07, mdgl: 0.24, 'e-prop': 0.49 };

/**
 * Runs that look like training, of exact arithmetic only: loss falls in a hyperbola from 0.7 to the rule's floor plus a
 * little for the seed, with a ripple; accuracy is 1 − 0.7 × loss.
 */
export function syntheticRuns(options: { rules?: string[]; seeds?: number; iterations?: number; every?: number }): RunPoint[] {
  const { rules = ['bptt', 'mdgl', 'e-prop'], seeds = 3, iterations = 2000, every = 100 } = options;
  const points: RunPoint[] = [];
  for (const rule of rules) {
    for (let seed = 1; seed <= seeds; seed++) {
      for (let iteration = 0; iteration <= iterations; iteration += every) {
        const left = 1 / (1 + iteration / 250);
        const ripple = (((iteration / every) * 7 + seed * 3) % 5) / 200;
        const loss = 0.7 * left + ((floors[rule] ?? 0.4) + seed / 50 + ripple) * (1 - left);
        points.push({ rule, seed, iteration, loss, accuracy: 1 - 0.7 * loss, rateHz: 10 + seed });
      }
    }
  }
  return points;
}
