import { alignmentSummary, type AlignmentSummary, type Spread } from '../analysis/alignment-summary';
import { overTraining } from '../analysis/over-training';
import type { StoredStudy } from '../analysis/study-folder';
import { tInterval, type Interval } from '../analysis/t-interval';
import { ruleOf } from '../rules';
import { aligned } from './aligned';
import { candidateStyles } from './candidate-styles';

/**
 * The table for the terminal: for each path a line a rule, with its cosine and relative error to BPTT's gradient, what the cosine
 * exceeds e-prop's by, and the share that Γ supplies of what e-prop lacks; then how much of Γ's variance type means explain.
 *
 * @returns lines ending in \n
 */
export function alignmentTable({ manifest, tables }: StoredStudy): string {
  const summary = alignmentSummary(tables);
  const { rules: paths, seeds, every, settings } = manifest;
  const rules = [...candidateStyles(summary.map(({ rule }) => rule)).keys()];
  const sections = paths.map((path) => {
    const rows = rules.flatMap((rule) => summary.filter((row) => row.path === path && row.rule === rule)).map(cells);
    const label = ruleOf(path).label;
    return [`Runs trained by ${label}`, ...aligned([['rule', 'cosine', 'relative error', 'cosine − e-prop\'s', 'share of what e-prop lacks'], ...rows]), explainedLine(tables.gamma, path)].join('\n');
  });
  return [
    `Gradients of input and recurrent weights beside BPTT's, iterations 0, ${every}, …, ${settings.training.iterations}: mean over training of each run,`,
    `then ± sd (n − 1) over ${seeds.length} run${seeds.length === 1 ? '' : 's'}, or [95 % t interval] of the runs' own differences.`,
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}

function cells({ rule, cosine, relativeError, gain, share }: AlignmentSummary): string[] {
  return [rule, spread(cosine), spread(relativeError), interval(gain), interval(share)];
}

function explainedLine(gamma: StoredStudy['tables']['gamma'], path: string): string {
  const rows = gamma.filter((row) => row.receiver === 'all');
  const over = (value: (row: typeof rows[number]) => number | null) => [...overTraining(rows, path, value).values()];
  const [explained, squared] = [over((row) => row.explained), over((row) => row.squaredCorrelation)].map((values) => values.length > 0 ? interval(tInterval(values)) : '–');
  return `Of the variance of MDGLbca's Γ, MDGL's Γ explains ${explained} as it is, ${squared} after the best scaling.`;
}

function spread({ mean, sd }: Spread): string {
  if (mean === null) return '–';
  return sd === null ? mean.toFixed(3) : `${mean.toFixed(3)} ± ${sd.toFixed(3)}`;
}

function interval(of: Interval | null): string {
  if (of === null) return '';
  return of.low === null ? of.mean.toFixed(3) : `${of.mean.toFixed(3)} [${of.low.toFixed(3)}, ${of.high!.toFixed(3)}]`;
}
