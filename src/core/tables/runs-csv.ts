import { parse, type CsvError } from 'csv-parse/sync';
import { InputError } from '../errors';
import { LINE_END, plainText } from '../plain-text';
import { formatRows } from './format-rows';

/**
 * One validation of one run: loss in nats, accuracy as a fraction (null for a task without classes), rateHz the mean firing rate
 * of all neurons in Hz.
 */
export interface RunPoint {
  rule: string;
  seed: number;
  iteration: number;
  loss: number;
  accuracy: number | null;
  rateHz: number;
}

/** What a cell may hold: how it is read (`undefined` if it may not stand there) and what to tell the user. */
export interface CellKind<T> {
  allowed: string;
  read(cell: string): T | undefined;
}

const decimal = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

function numberKind(allowed: string, accepts: (value: number) => boolean): CellKind<number> {
  const read = (cell: string) => {
    const value = decimal.test(cell.trim()) ? Number(cell) : NaN;
    return Number.isFinite(value) && accepts(value) ? value : undefined;
  };
  return { allowed, read };
}

/** Allows nothing, or what `kind` allows. */
export function orNothing<T>(kind: CellKind<T>): CellKind<T | null> {
  return { allowed: `${kind.allowed}, or nothing`, read: (text) => text.trim() === '' ? null : kind.read(text) };
}

/** The kinds of cell in our tables. */
export const cell = {
  text: { allowed: 'a name', read: (text: string) => text.trim() || undefined } as CellKind<string>,
  number: numberKind('a finite number', () => true),
  whole: numberKind('a whole number, 0 or more', (value) => Number.isSafeInteger(value) && value >= 0),
  fraction: numberKind('a number from 0 to 1', (value) => value >= 0 && value <= 1),
  positive: numberKind('a finite number, 0 or more', (value) => value >= 0),
};

type Kinds = Record<string, CellKind<unknown>>;
type Row<K extends Kinds> = { [N in keyof K]: K[N] extends CellKind<infer T> ? T : never };

/**
 * Reads the named columns of a CSV table with a header; further columns are passed over, and so are blanks around cells.
 *
 * @param text the table
 * @param fileName what error messages call it
 * @param kinds for each column that is needed, what its cells may hold
 * @returns one record a row, in the order of the file
 * @throws InputError if it is no such table, a column is missing, a cell holds something else, or there are no rows; it names the line
 * @example parseTable('rule,iteration\nmdgl,10\n', 'a.csv', { iteration: cell.whole }) // [{ iteration: 10 }]
 */
export function parseTable<K extends Kinds>(text: string, fileName: string, kinds: K): Row<K>[] {
  const [header, ...rows] = readRecords(text, fileName);
  const names = header?.record ?? [];
  const needed = Object.keys(kinds);
  const refuse = (line: number, why: string): never => { throw new InputError(`${fileName}: line ${line}${why}`); };
  checkHeader(names, needed, (why) => refuse(header?.info.lines ?? 1, ` ${why}`));
  if (rows.length === 0) throw new InputError(`${fileName}: no rows below the header; at least one is needed`);
  return rows.map(({ record, info }) => {
    const [cells, columns] = [record.length, names.length];
    if (cells !== columns) {
      refuse(info.lines, ` has ${cells} cells, the header has ${columns}; needed are as many, numbers with a point and not a comma`);
    }
    const readCell = (name: string): unknown => {
      const found = record[names.indexOf(name)];
      const value = kinds[name]!.read(found);
      if (value === undefined) refuse(info.lines, `, column ${name} is ${shown(found)}; allowed is ${kinds[name]!.allowed}`);
      return value;
    };
    return Object.fromEntries(needed.map((name) => [name, readCell(name)])) as Row<K>;
  });
}

function checkHeader(names: readonly string[], needed: readonly string[], refuse: (why: string) => never): void {
  const missing = needed.find((name) => !names.includes(name));
  if (missing !== undefined) refuse(`has no column "${missing}"; found ${shown(names.join(','))}, needed ${needed.join(',')}`);
  const twice = needed.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice !== undefined) refuse(`has column "${twice}" twice; allowed is once`);
}

/** What spreadsheets put between columns in place of commas. */
const SEPARATORS = { ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

interface CsvRecord {
  record: string[];
  info: { lines: number };
}

function readRecords(text: string, fileName: string): CsvRecord[] {
  const plain = plainText(text, fileName);
  const [first] = plain.split(LINE_END, 1);
  const [, separated] = Object.entries(SEPARATORS).find(([separator]) => first.includes(separator) && !first.includes(',')) ?? [];
  const cure = 'save it with commas between them, and numbers with a point';
  if (separated) throw new InputError(`${fileName}: line 1 has ${separated} between the columns; ${cure}`);
  const lineEnds = ['\r\n', '\n', '\r'];
  try {
    const options = { info: true, skip_empty_lines: true, trim: true, relax_column_count: true, record_delimiter: lineEnds } as const;
    return parse(plain, options) as unknown as CsvRecord[];
  } catch (error) {
    // All that can be wrong still is a quote; one that is not closed has taken the rest of the text with it.
    const { code, lines } = error as CsvError & { lines: number };
    const odd = plain.split(LINE_END).findIndex((line) => line.split('"').length % 2 === 0);
    const line = code === 'CSV_QUOTE_NOT_CLOSED' ? odd + 1 : lines;
    throw new InputError(
      `${fileName}: line ${line} has a quote too many or too few; allowed are quotes around a whole cell, doubled within`
    );
  }
}

function shown(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

/** Columns of a table of runs, and what their cells may hold. */
export const runColumns = {
  rule: cell.text,
  seed: cell.whole,
  iteration: cell.whole,
  loss: cell.positive,
  accuracy: orNothing(cell.fraction),
  rateHz: cell.positive,
};

/**
 * Reads validations of runs: columns rule, seed, iteration, loss, accuracy, rateHz, in any order.
 *
 * @throws InputError see {@link parseTable}; also if a run has two rows for one iteration
 * @example
 * parseRuns('rule,seed,iteration,loss,accuracy,rateHz\nmdgl,1,0,0.69,0.5,12\n', 'runs.csv')
 * // [{ rule: 'mdgl', seed: 1, iteration: 0, loss: 0.69, accuracy: 0.5, rateHz: 12 }]
 */
export function parseRuns(text: string, fileName: string): RunPoint[] {
  const points: RunPoint[] = parseTable(text, fileName, runColumns);
  const seen = new Set<string>();
  for (const { rule, seed, iteration } of points) {
    const key = JSON.stringify([rule, seed, iteration]);
    if (seen.has(key)) {
      throw new InputError(`${fileName}: rule ${rule}, seed ${seed} has iteration ${iteration} twice; allowed is one row an iteration`);
    }
    seen.add(key);
  }
  return points;
}

/**
 * Writes validations as the table that {@link parseRuns} reads: numbers in JavaScript's shortest form that reads back
 * as the same number, lines ending in \n. Rows keep their order.
 *
 * @throws InputError if a rule's name holds a comma, a quote or a line break, which would need quoting
 * @example formatRuns([{ rule: 'mdgl', seed: 1, iteration: 0, loss: 0.1 + 0.2, accuracy: 0.5, rateHz: 12 }])
 * // 'rule,seed,iteration,loss,accuracy,rateHz\nmdgl,1,0,0.30000000000000004,0.5,12\n'
 */
export function formatRuns(points: readonly RunPoint[]): string {
  const unquotable = points.find((point) => /[",\r\n]/.test(point.rule));
  if (unquotable) {
    throw new InputError(`rule ${shown(unquotable.rule)}; allowed is a name without commas, quotes and line breaks`);
  }
  return formatRows(Object.keys(runColumns) as (keyof RunPoint)[], points);
}
