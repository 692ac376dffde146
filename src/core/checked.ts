import type { z } from 'zod';
import { InputError } from './errors';

type Problem = Parameters<z.core.$ZodErrorMap>[0];

/**
 * Returns `value`, if it has the form that `against` describes.
 * @param what what the value is, at the head of the message: a file's name, say
 * @throws InputError, one line: each problem names its place, what is allowed and what was given
 */
export function checked<T>(against: z.ZodType<T>, value: unknown, what: string): T {
  const result = against.safeParse(value, { error: allowed });
  if (result.success) return result.data;
  const problems = result.error.issues.map(meant).map((issue) => {
    const place = placeOf(issue.path);
    return `${place ? `${place}: ` : ''}${issue.message}${given(issue.path.reduce<any>((part, key) => part?.[key], value))}`;
  });
  const more = problems.length > 3 ? `; and ${problems.length - 3} more` : '';
  throw new InputError(`${what}: ${problems.slice(0, 3).join('; ')}${more}`);
}

/** Returns what is wrong with the alternative that comes nearest: the one that goes deepest into the value. */
function meant(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const first = issue.errors.map(([problem]) => meant(problem));
  const nearest = first.reduce((best, problem) => problem.path.length > best.path.length ? problem : best);
  return { ...nearest, path: [...issue.path, ...nearest.path] };
}

/** Most that a key of the random streams can be: a seed, or an index such as an iteration. */
export const MAX_KEY = 2 ** 32 - 1;

/**
 * Returns `value`, if it is a whole number in a range.
 * @param name what messages call it
 * @throws InputError with the value and the range
 */
export function checkedWhole(name: string, value: unknown, least = 0, most = MAX_KEY): number {
  if (isWhole(value, least, most)) return value;
  throw new InputError(`${name} is ${inWords(value)}, must be a whole number from ${least} to ${most}`);
}

/** Tells whether a value is a whole number in a range. */
export function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

/**
 * Returns `value`, if it can be a seed.
 * @throws InputError naming `seed`
 */
export function checkedSeed(value: unknown): number {
  return checkedWhole('seed', value, 1);
}

/** Returns the seeds of so many runs: 1, 2, … */
export function seedsOf(runs: number): number[] {
  return Array.from({ length: checkedWhole('runs', runs, 1, 10_000) }, (_, n) => n + 1);
}

/** Tells whether a value is an object with names, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inWords(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'function' || (typeof value === 'object' && value)) return typeof value === 'object' ? 'an object' : 'a function';
  return typeof value === 'bigint' ? `${value}n` : String(value);
}

/** Tells what is allowed, in words. */
function allowed(problem: Problem): string | undefined {
  if (problem.input === undefined) return 'is missing';
  switch (problem.code) {
    case 'unrecognized_keys': {
      const known = Object.keys((problem.inst?._zod.def as { shape?: object } | undefined)?.shape ?? {});
      return `unknown ${problem.keys.map((key) => JSON.stringify(key)).join(', ')}, known are ${known.join(', ')}`;
    }
    case 'invalid_value':
      return `must be ${problem.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'invalid_type':
      return `must be ${NOUNS[problem.expected] ?? problem.expected}`;
    case 'too_small':
      return isNumber(problem.origin)
        ? `must be ${problem.inclusive ? 'at least' : 'above'} ${problem.minimum}`
        : `must have at least ${problem.minimum} ${unitOf(problem.origin)}`;
    case 'too_big':
      return isNumber(problem.origin)
        ? `must be ${problem.inclusive ? 'at most' : 'below'} ${problem.maximum}`
        : `must have at most ${problem.maximum} ${unitOf(problem.origin)}`;
    default:
      return undefined;
  }
}

const NOUNS: Record<string, string> = {
  number: 'a finite number',
  int: 'an integer',
  string: 'a text',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

function isNumber(origin: string): boolean {
  return origin === 'number' || origin === 'int';
}

function unitOf(origin: string): string {
  return origin === 'string' ? 'characters' : 'entries';
}

/** Writes a path as `network.cellTypes[0].sign` */
function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (place, key) => (typeof key === 'number' ? `${place}[${key}]` : place ? `${place}.${String(key)}` : String(key)),
    ''
  );
}

function given(input: unknown): string {
  if (input === undefined) return '';
  if (typeof input === 'string') return ` (given: ${JSON.stringify(input.length > 60 ? `${input.slice(0, 60)}…` : input)})`;
  if (Array.isArray(input)) return ` (given: a list of ${input.length})`;
  return typeof input === 'object' && input !== null ? '' : ` (given: ${String(input)})`;
}
