import { groupBy } from '../../core/stats/group-by';
import { tInterval, type Interval } from '../../core/stats/t-interval';
import { formatRows } from '../../core/tables/format-rows';
import type { DrawnPoint } from '../../plot/drawn-point';
import { meanOfRuns, smoothedRun } from '../curves/mean-of-runs';
import { candidateStyles } from './candidate-styles';
import { overTraining } from './over-training';
import type { StudyTables } from './tables';

/** What the rows of the figure show: the cosine to BPTT's gradient, and by how much it exceeds e-prop's. */
export type PanelQuantity = 'cosine' | 'gain';

/** The curves of one panel. */
export interface AlignmentPanel {
  /** Rule that trains. */
  readonly path: string;
  readonly quantity: PanelQuantity;
  readonly points: readonly DrawnPoint[];
  /** Of a panel of gains: MDGL's, mean over training of each run, with the 95 % t interval over runs. */
  readonly added: Interval | null;
}

type Row = StudyTables['alignment'][number];

/**
 * Computes the numbers behind the figure, for each path a panel of each quantity: every run's curve is smoothed by itself (moving mean over
 * 5 measurements, as Figure 3C is), then mean and sd (n − 1) are taken over runs. The gain is the difference to e-prop in
 * the same run, so its sd is free of what all rules share; rules with another trace or feedback than e-prop's are left out of it.
 * Rounded to 6 significant digits, so that all files say the same.
 * @param rows of which those of the part `all` count
 */
export function alignmentNumbers(rows: readonly Row[]): AlignmentPanel[] {
  const compared = rows.filter((row) => row.part === 'all' && row.cosine !== null);
  const paths = [...groupBy(compared, (row) => row.path)];
  return [
    ...paths.map(([path, ofPath]) => ({ path, quantity: 'cosine' as const, points: curves(ofPath), added: null })),
    ...paths.map(([path, ofPath]) => gainPanel(path, gains(ofPath))),
  ];
}

function gainPanel(path: string, rows: readonly Row[]): AlignmentPanel {
  const mdgl = rows.filter((row) => row.rule === 'mdgl');
  const means = [...overTraining(mdgl, path, (row) => row.cosine).values()];
  return { path, quantity: 'gain', points: curves(rows), added: means.length > 0 ? tInterval(means) : null };
}

/** Computes each cosine less that of e-prop in the same run and iteration. */
function gains(rows: readonly Row[]): Row[] {
  const keyOf = ({ seed, iteration }: Row) => `${seed},${iteration}`;
  const local = new Map(rows.filter((row) => row.rule === 'e-prop').map((row) => [keyOf(row), row.cosine!]));
  return rows.flatMap((row) => {
    const base = local.get(keyOf(row));
    const isComparable = row.rule !== 'e-prop' && !row.rule.startsWith('rflo');
    return base !== undefined && isComparable ? [{ ...row, cosine: row.cosine! - base }] : [];
  });
}

function curves(rows: readonly Row[]): DrawnPoint[] {
  const byRule = groupBy(rows, (row) => row.rule);
  return [...candidateStyles(byRule.keys()).keys()].flatMap((rule) => {
    const runs = [...groupBy(byRule.get(rule)!, (row) => row.seed).values()];
    const smooth = runs.map((run) => smoothedRun(run.map(({ iteration, cosine }) => ({ iteration, value: cosine! }))));
    return meanOfRuns(rule, smooth);
  });
}

/**
 * Writes the numbers drawn as a table: quantity, path, rule, iteration, runs, mean, sd; empty where there is nothing.
 * @example formatAlignment(panels).split('\n')[1] // 'cosine,bptt,mdgl,0,5,0.456,0.02'
 */
export function formatAlignment(panels: readonly AlignmentPanel[]): string {
  const columns = ['quantity', 'path', 'rule', 'iteration', 'runs', 'mean', 'sd'] as const;
  const rows = panels.flatMap(({ quantity, path, points }) => points.map((point) => ({ quantity, path, ...point })));
  return formatRows(columns, rows);
}
