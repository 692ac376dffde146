import { InputError } from '../../core/errors';
import { sixDigits } from '../../core/stats/six-digits';
import { formatRows } from '../../core/tables/format-rows';
import { cell, orNothing, parseTable, type CellKind } from '../../core/tables/runs-csv';
import type { Measurement } from './measurement';

/** Which state of which run a row is about. */
interface At {
  /** Rule that trains. */
  readonly path: string;
  readonly seed: number;
  readonly iteration: number;
}

export type TableName = Exclude<keyof Measurement, 'iteration'>;

/** The tables of the study, in tidy long form. */
export type StudyTables = { readonly [N in TableName]: readonly (At & Measurement[N][number])[] };

const { number } = cell;
const numberOrNothing = orNothing(number);

const at = { path: cell.text, seed: cell.whole, iteration: cell.whole };

/** Columns of each table, in order, and what their cells may hold. */
const columns = {
  alignment: { ...at, rule: cell.text, part: cell.text, cosine: numberOrNothing, relativeError: numberOrNothing },
  modulation: { ...at, rule: cell.text, part: cell.text, cosine: numberOrNothing, share: numberOrNothing },
  means: { ...at, sender: cell.text, receiver: cell.text, mean: number, connections: cell.whole },
  rates: {
    ...at, type: cell.text, neurons: cell.whole, silent: cell.whole, meanHz: cell.positive, sdHz: numberOrNothing,
    minHz: cell.positive, lowerHz: cell.positive, medianHz: cell.positive, upperHz: cell.positive, maxHz: cell.positive,
  },
  survival: {
    ...at, matrix: cell.text, initial: cell.whole, kept: cell.whole, newborn: cell.whole, flipped: cell.whole, added: cell.whole,
    similarity: numberOrNothing,
  },
  gamma: { ...at, receiver: cell.text, explained: numberOrNothing, squaredCorrelation: numberOrNothing },
} satisfies Record<TableName, Record<string, CellKind<unknown>>>;

export const tableNames = Object.keys(columns) as TableName[];

/** Lists the measurements of one path, as rows of each table. */
export function tablesOf(path: string, seed: number, measurements: readonly Measurement[]): StudyTables {
  const rows = <N extends TableName>(name: N) =>
    measurements.flatMap(({ iteration, [name]: parts }) => parts.map((part) => ({ path, seed, iteration, ...part })));
  return Object.fromEntries(tableNames.map((name) => [name, rows(name)])) as unknown as StudyTables;
}

/**
 * Writes a table as CSV: numbers with 6 significant digits, nothing where there is no number; lines end in \n.
 * @throws Error for a number that is not finite
 */
export function formatTable<N extends TableName>(name: N, rows: StudyTables[N]): string {
  return formatRows(Object.keys(columns[name]), rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, rounded(value, `${name}.${column}`)]))));
}

function rounded(value: string | number | null, what: string): string | number | null {
  if (typeof value !== 'number') return value;
  if (!Number.isFinite(value)) {
    throw new InputError(`${what} is ${value}, must be finite; training.learningRate must be small enough for it`);
  }
  return sixDigits(value);
}

/** @throws InputError naming the file, line and column of what may not stand there */
export function parseStudyTable<N extends TableName>(name: N, text: string, fileName: string): StudyTables[N] {
  return parseTable(text, fileName, columns[name]) as unknown as StudyTables[N];
}
