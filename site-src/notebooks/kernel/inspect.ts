/** As many entries of a list are shown. */
const MOST = 100;
/** As deep are records in records shown. */
const DEEPEST = 3;

/** Writes a value in about the way of Node's console; a text that is the value itself stays as it is. */
export function inspect(value: unknown): string {
  return typeof value === 'string' ? value : inside(value, 0);
}

function inside(value: unknown, depth: number): string {
  if (typeof value === 'string') return `'${value.replace(/'/g, '\\\'')}'`;
  if (typeof value === 'function') return value.name ? `[Function: ${value.name}]` : '[Function]';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return value.toISOString();
  if (depth >= DEEPEST) return Array.isArray(value) ? '[Array]' : `[${nameOf(value) || 'Object'}]`;
  if (Array.isArray(value)) return list('', value, depth, ['[', ']']);
  if (ArrayBuffer.isView(value) && 'length' in value) {
    const numbers = Array.from(value as Float64Array);
    return list(`${nameOf(value)}(${numbers.length}) `, numbers, depth, ['[', ']']);
  }
  if (value instanceof Set) return list(`Set(${value.size}) `, [...value], depth);
  if (value instanceof Map) {
    return enclosed(`Map(${value.size}) `, [...value].map(([key, one]) => `${inside(key, depth + 1)} => ${inside(one, depth + 1)}`));
  }
  const name = nameOf(value);
  return enclosed(name === 'Object' || !name ? '' : `${name} `, Object.entries(value).map(([key, one]) =>
    `${/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : `'${key}'`}: ${inside(one, depth + 1)}`));
}

function nameOf(value: object): string {
  return (Object.getPrototypeOf(value)?.constructor as { name?: string } | undefined)?.name ?? '';
}

function list(before: string, values: readonly unknown[], depth: number, brackets: readonly [string, string] = ['{', '}']): string {
  const shown = values.slice(0, MOST).map((value) => inside(value, depth + 1));
  const more = values.length - shown.length;
  return enclosed(before, more > 0 ? [...shown, `... ${more} more items`] : shown, brackets);
}

function enclosed(before: string, parts: readonly string[], [open, close]: readonly [string, string] = ['{', '}']): string {
  return parts.length === 0 ? `${before}${open}${close}` : `${before}${open} ${parts.join(', ')} ${close}`;
}
