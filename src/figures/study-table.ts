import { finalStatistics, finalWindow } from './final-table';
import type { StudyPoint } from '../experiments/curves-csv';
import { pairedDifferences, shownDifference } from './paired-differences';

/** The table of a study for the terminal: what silencing each pair did to the final loss and accuracy. */
export function studyTable(points: readonly StudyPoint[]): string {
  const untouched = points.filter(({ curve }) => curve === 'untouched');
  const window = finalWindow(points);
  const [{ rule, runs, loss, accuracy }] = finalStatistics(untouched, window);
  const rows = pairedDifferences(points, window).map((difference) => [
    difference.pair,
    String(difference.from),
    shownDifference(difference.loss),
    `${difference.losses.filter((value) => value > 0).length} of ${difference.losses.length}`,
    shownDifference(difference.accuracy),
  ]);
  const head = ['silent', 'from', 'loss', 'seeds with higher loss', 'accuracy'];
  return [
    `${rule} untouched, iterations ${window.first}–${window.last}: loss ${withSpread(loss)}, accuracy ${withSpread(accuracy)} (${runs === 1 ? 'one run' : `mean ± sd of ${runs} runs`}).`,
    `Changed − untouched, paired by seed: mean over seeds${runs > 1 ? ' [95 % bootstrap interval]' : ''}. A silent pair is sender>receiver.`,
    '',
    ...aligned([head, ...rows]),
    '',
    ...(runs > 1 && runs < 20 ? [`An interval from ${runs} seeds is rough: it rests on ${runs} differences and is narrower than 95 % would be.`, ''] : []),
  ].join('\n');
}

function withSpread({ mean, sd }: { mean: number; sd: number | null }): string {
  return sd === null ? mean.toFixed(3) : `${mean.toFixed(3)} ± ${sd.toFixed(3)}`;
}

/** Cells padded to columns two spaces apart. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column])).join('  ').trimEnd());
}
