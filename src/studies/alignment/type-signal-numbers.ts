import { ruleOf } from '../../core/rules';
import { groupBy } from '../../core/stats/group-by';
import { meanAndSd } from '../../core/stats/mean-and-sd';
import { sixDigits } from '../../core/stats/six-digits';
import { formatRows } from '../../core/tables/format-rows';
import type { StudyTables } from './tables';

/** One cell of a matrix of type-to-type signals: w̄ over runs. */
export interface TypeSignalCell {
  sender: string;
  receiver: string;
  runs: number;
  mean: number;
  /** n − 1; null for one run. */
  sd: number | null;
}

/** A matrix of type-to-type signals, with what it is of. */
export interface TypeSignalPanel {
  title: string;
  cells: TypeSignalCell[];
}

type Row = StudyTables['means'][number];

/**
 * Computes w̄ before training, which is the same along all paths, and after training along each path: mean and sd over runs, rounded to
 * 6 significant digits.
 */
export function typeSignalNumbers(rows: readonly Row[]): TypeSignalPanel[] {
  const paths = [...groupBy(rows, (row) => row.path)];
  const after = paths.map(([path, ofPath]) => {
    const last = ofPath.reduce((most, row) => Math.max(most, row.iteration), 0);
    return { title: `Trained by ${ruleOf(path).label}`, cells: cellsOf(ofPath.filter((row) => row.iteration === last)) };
  });
  const [, first] = paths[0]!;
  return [{ title: 'Before training', cells: cellsOf(first.filter((row) => row.iteration === 0)) }, ...after];
}

function cellsOf(rows: readonly Row[]): TypeSignalCell[] {
  return [...groupBy(rows, ({ sender, receiver }) => JSON.stringify([sender, receiver])).values()].map((runs) => {
    const { mean, sd } = meanAndSd(runs.map((row) => row.mean));
    const { sender, receiver } = runs[0]!;
    return { sender, receiver, runs: runs.length, mean: sixDigits(mean), sd: sixDigits(sd) };
  });
}

/**
 * Writes the numbers drawn as a table: panel, sender, receiver, runs, mean, sd; empty where there is nothing.
 * @example formatTypeSignals(panels).split('\n')[1] // 'Before training,I,I,5,-0.38,0.03'
 */
export function formatTypeSignals(panels: readonly TypeSignalPanel[]): string {
  const rows = panels.flatMap(({ title: panel, cells }) => cells.map((cell) => ({ panel, ...cell })));
  return formatRows(['panel', 'sender', 'receiver', 'runs', 'mean', 'sd'], rows);
}
