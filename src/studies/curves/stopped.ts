import { median } from 'simple-statistics';
import { groupBy } from '../../core/stats/group-by';
import type { RunPoint } from '../../core/tables/runs-csv';
import { meanError, type Criterion } from '../../core/training/criterion';

/**
 * Says a criterion in words.
 * @example criterionInWords({ errorBelow: 0.05, validations: 20, which: 'last' }) // 'error < 5 % in 20 validations'
 */
export function criterionInWords({ errorBelow, validations, which }: Criterion): string {
  const error = `error < ${Number((100 * errorBelow).toPrecision(6))} %`;
  return which === 'last' ? `${error} in ${validations} validations` : `${error}, and in ${validations} further validations`;
}

/** Carries on every run to the iteration at which the longest one ends: one that met its criterion keeps its last values. */
export function carriedOn(points: readonly RunPoint[]): RunPoint[] {
  const iterations = [...new Set(points.map(({ iteration }) => iteration))].sort((a, b) => a - b);
  return runsOf(points).flatMap((run) => {
    const last = run[run.length - 1];
    return [...run, ...iterations.filter((iteration) => iteration > last.iteration).map((iteration) => ({ ...last, iteration }))];
  });
}

/**
 * Says for each rule how many runs met the criterion, and when.
 * @param iterations after which a run ends that did not meet it
 */
export function stopsInWords(points: readonly RunPoint[], criterion: Criterion, iterations: number): string {
  const ofRules = [...groupBy(runsOf(points), ([{ rule }]) => rule)].map(([rule, runs]) => {
    const ends = runs.filter((run) => hasMet(run, criterion, iterations)).map((run) => run[run.length - 1].iteration);
    const range = [...new Set([Math.min(...ends), Math.max(...ends)])].join('–');
    const when = ends.length > 0 ? `, at iteration ${range} (median ${median(ends)})` : '';
    return `  ${rule}: ${ends.length} of ${runs.length} runs${when}`;
  });
  return [`Met ${criterionInWords(criterion)}; then a run ends, and here keeps its last values:`, ...ofRules, ''].join('\n');
}

/** Tells whether a run met the criterion; at the last iteration only by its last validations, as further ones are not stored. */
function hasMet(run: readonly RunPoint[], { errorBelow, validations, which }: Criterion, iterations: number): boolean {
  if (run[run.length - 1].iteration < iterations) return true;
  return which === 'last' && run.length >= validations && meanError(run.slice(-validations)) < errorBelow;
}

/** Lists the runs, each by rising iteration. */
function runsOf(points: readonly RunPoint[]): RunPoint[][] {
  const runs = [...groupBy(points, ({ rule, seed }) => `${rule} ${seed}`).values()];
  return runs.map((run) => [...run].sort((a, b) => a.iteration - b.iteration));
}
