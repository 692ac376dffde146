import { aligned } from '../../core/tables/aligned';
import { finalStatistics } from '../curves/final-means';
import { finalWindow, nameOfWindow } from '../curves/final-window';
import { shownDifference, shownSpread } from '../curves/in-words';
import type { StudyPoint } from './curves-csv';
import { pairedDifferences, type MeanDifference } from './paired-differences';

/** Writes the table of a study for the terminal: what each silence did to the final loss and accuracy. */
export function studyTable(points: readonly StudyPoint[]): string {
  const untouched = points.filter(({ curve }) => curve === 'untouched');
  const window = finalWindow(points);
  const [{ rule, runs, loss, accuracy }] = finalStatistics(untouched, window);
  const differences = pairedDifferences(points, window);
  const tested = differences.flatMap((each) => [each.loss, each.accuracy]).filter(({ holm }) => holm !== null).length;
  const withP = (difference: MeanDifference) => [shownDifference(difference), ...(tested > 0 ? [shownP(difference.holm)] : [])];
  const rows = differences.map((difference) => [
    difference.pair,
    String(difference.from),
    ...withP(difference.loss),
    `${difference.losses.filter((value) => value > 0).length} of ${difference.losses.length}`,
    ...withP(difference.accuracy),
  ]);
  const p = tested > 0 ? ['p'] : [];
  const head = ['silent', 'from', 'loss', ...p, 'seeds with higher loss', 'accuracy', ...p];
  const statistics = ` [95 % t interval]; p of the t test, corrected for all ${tested} intervals here (Holm)`;
  return [
    `${rule} untouched, ${nameOfWindow(window)}: loss ${shownSpread(loss)}, accuracy ${shownSpread(accuracy)} `
      + `(${runs === 1 ? 'one run' : `mean ± sd of ${runs} runs`}).`,
    `Changed − untouched, paired by seed: mean over seeds${tested > 0 ? statistics : ''}. Silent is `
      + `sender>receiver${differences.some(({ pair }) => pair.includes('random:')) ? ', or random:share of the connections' : ''}.`,
    '',
    ...aligned([head, ...rows]),
    '',
  ].join('\n');
}

function shownP(p: number | null): string {
  return p === null ? '' : p < 0.0005 ? '<0.001' : p.toFixed(3);
}
