import { InputError } from '../../core/errors';
import { formatRows } from '../../core/tables/format-rows';
import { cell, orNothing, parseTable, runColumns, type CellKind, type RunPoint } from '../../core/tables/runs-csv';

/** One validation of one of the two curves of a knock-out. */
export interface KnockoutPoint extends RunPoint {
  curve: 'untouched' | 'changed';
}

/** One validation of one run of a knock-out study. */
export interface StudyPoint extends KnockoutPoint {
  /** What is silent: sender>receiver, several with commas between, or random:share; null in an untouched run. */
  pair: string | null;
  /** From which iteration on; null in an untouched run. */
  from: number | null;
}

const curve: CellKind<KnockoutPoint['curve']> = {
  allowed: 'untouched or changed',
  read: (text) => text === 'untouched' || text === 'changed' ? text : undefined,
};

const knockoutColumns = { curve, ...runColumns };
const studyColumns = { curve, pair: orNothing(cell.text), from: orNothing(cell.whole), ...runColumns };

/**
 * Reads the curves of a knock-out: columns curve, rule, seed, iteration, loss, accuracy, rateHz.
 * @throws InputError see {@link parseTable}
 */
export function parseKnockout(text: string, fileName: string): KnockoutPoint[] {
  return parseTable(text, fileName, knockoutColumns);
}

/** Writes the table that {@link parseKnockout} reads; numbers in the shortest form that reads back as the same number. */
export function formatKnockout(points: readonly KnockoutPoint[]): string {
  return formatRows(Object.keys(knockoutColumns) as (keyof KnockoutPoint)[], points);
}

/**
 * Reads the curves of a study: columns curve, pair, from, rule, seed, iteration, loss, accuracy, rateHz. Untouched runs
 * leave pair and from empty.
 * @throws InputError see {@link parseTable}; also if a changed run lacks them, or an untouched one has them
 */
export function parseStudy(text: string, fileName: string): StudyPoint[] {
  const points: StudyPoint[] = parseTable(text, fileName, studyColumns);
  const wrong = points.find((point) => [point.pair, point.from].some((value) => (value === null) !== (point.curve === 'untouched')));
  if (wrong) {
    throw new InputError(
      `${fileName}: a point of curve ${wrong.curve} has pair "${wrong.pair ?? ''}" and from "${wrong.from ?? ''}"; allowed is both `
        + 'for changed, neither for untouched'
    );
  }
  return points;
}

/** Writes the table that {@link parseStudy} reads. */
export function formatStudy(points: readonly StudyPoint[]): string {
  return formatRows(Object.keys(studyColumns) as (keyof StudyPoint)[], points);
}
