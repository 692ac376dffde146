import { median } from 'simple-statistics';
import type { TrainingSettings } from '../../core/settings';
import { groupBy } from '../../core/stats/group-by';
import type { RunPoint } from '../../core/tables/runs-csv';

/** When training ends before its last iteration, and how to say it. */
type Criterion = NonNullable<TrainingSettings['stop']>;

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
    const ends = runs.map((run) => run[run.length - 1].iteration).filter((end) => end < iterations);
    const range = [...new Set([Math.min(...ends), Math.max(...ends)])].join('–');
    const when = ends.length > 0 ? `, at iteration ${range} (median ${median(ends)})` : '';
    return `  ${rule}: ${ends.length} of ${runs.length} runs${when}`;
  });
  return [`Met ${criterionInWords(criterion)}; then a run ends, and here keeps its last values:`, ...ofRules, ''].join('\n');
}

/** Lists the runs, each by rising iteration. */
function runsOf(points: readonly RunPoint[]): RunPoint[][] {
  const runs = [...groupBy(points, ({ rule, seed }) => `${rule} ${seed}`).values()];
  return runs.map((run) => [...run].sort((a, b) => a.iteration - b.iteration));
}
