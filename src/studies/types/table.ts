import { aligned } from '../../core/tables/aligned';
import { nameOfWindow, type Window } from '../curves/final-window';
import { shownDifference, shownSpread } from '../curves/in-words';
import type { TypesResult } from './numbers';

/** Writes the table of a study for the terminal: a line a rule. */
export function typesTable(results: readonly TypesResult[], window: Window): string {
  const looks = results.filter(({ beside }) => beside).length;
  const rows = results.map(({ rule, types, loss, losses, beside, explained }) => [
    rule,
    String(types),
    shownSpread(loss),
    ...(beside ? [shownDifference(beside), beside.holm.toFixed(3), `${beside.lower} of ${losses.size}`] : ['', '', '']),
    explained ? explained.map((value) => value.toFixed(2).replace('-', '−')).join(' to ') : '',
  ]);
  const compared = looks > 0
    ? [`Beside mdgl, paired by seed: mean difference [95 % t interval]; p of the t test, corrected for ${looks} comparisons (Holm).`]
    : [];
  return [
    `Loss of ${nameOfWindow(window)}: mean ± sd (n − 1) of the runs' means.`,
    ...compared,
    "Γ: share of the variance of mdgl-bca's Γ that the rule's own explains, at the first iteration to the last.",
    '',
    ...aligned([['rule', 'types', 'loss', 'beside mdgl', 'p', 'lower in', 'Γ'], ...rows]),
    '',
  ].join('\n');
}
