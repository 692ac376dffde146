import { ruleOf } from '../../core/rules';
import { tInterval, type Interval } from '../../core/stats/t-interval';
import { aligned } from '../../core/tables/aligned';
import { differencesBySeed } from '../curves/final-means';
import { partsOfInterval, shownSpread } from '../curves/in-words';
import { candidateStyles } from './candidate-styles';
import type { StoredAlignment } from './folder';
import { overTraining } from './over-training';
import { alignmentSummary } from './summary';

/**
 * Writes the table for the terminal: for each path a line a rule, with its cosine and relative error to BPTT's gradient, what the cosine
 * exceeds e-prop's by, and the share that Γ supplies of what e-prop lacks; then how much of Γ's variance type means explain,
 * over training and at both ends of it.
 * @returns lines ending in \n
 */
export function alignmentTable({ manifest, tables }: StoredAlignment): string {
  const summary = alignmentSummary(tables);
  const { rules: paths, seeds, every, settings } = manifest;
  const rules = [...candidateStyles(summary.map(({ rule }) => rule)).keys()];
  const sections = paths.map((path) => {
    const ofPath = rules.flatMap((rule) => summary.filter((row) => row.path === path && row.rule === rule));
    const rows = ofPath.map(({ rule, cosine, relativeError, gain, share }) =>
      [rule, shownSpread(cosine), shownSpread(relativeError), interval(gain), interval(share)]);
    return [
      `Runs trained by ${ruleOf(path).label}`,
      ...aligned([['rule', 'cosine', 'relative error', "cosine − e-prop's", 'share of what e-prop lacks'], ...rows]),
      ...explainedLines(tables.gamma, path),
    ].join('\n');
  });
  return [
    `Gradients of input and recurrent weights beside BPTT's, iterations 0, ${every}, …, ${settings.training.iterations}: mean over `
      + 'training of each run,',
    `then ± sd (n − 1) over ${seeds.length} run${seeds.length === 1 ? '' : 's'}, or [95 % t interval] of the runs' own differences.`,
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}

function explainedLines(gamma: StoredAlignment['tables']['gamma'], path: string): string[] {
  const rows = gamma.filter((row) => row.receiver === 'all' && row.path === path);
  if (rows.length === 0) return [];
  const shown = (runs: ReadonlyMap<number, number>) => runs.size > 0 ? interval(tInterval([...runs.values()])) : '–';
  const iterations = rows.map((row) => row.iteration);
  const [first, last] = [Math.min(...iterations), Math.max(...iterations)];
  const explained = (of: typeof rows) => overTraining(of, path, (row) => row.explained);
  const at = (iteration: number) => explained(rows.filter((row) => row.iteration === iteration));
  const changes = differencesBySeed(at(last), at(first));
  const fewer = `less in ${changes.filter((change) => change < 0).length} of ${changes.length} runs`;
  return [
    `Of the variance of MDGLbca's Γ, MDGL's Γ explains ${shown(explained(rows))} as it is, `
      + `${shown(overTraining(rows, path, (row) => row.squaredCorrelation))} after the best scaling;`,
    `as it is ${shown(at(first))} at iteration ${first}, ${shown(at(last))} at ${last} (${fewer}).`,
  ];
}

function interval(of: Interval | null): string {
  return of === null ? '' : partsOfInterval(of).join(' ');
}
