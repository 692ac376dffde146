import { isRecord } from './checked';
import { InputError } from './errors';

/** One setting by its path, such as `task.cues`, and what it becomes. */
export interface Setting {
  readonly path: string;
  readonly value: unknown;
}

/** Reads a setting: a value that is no JSON is text. */
export function singleSetting(path: string, text: string): Setting {
  try {
    return { path, value: JSON.parse(text) };
  } catch {
    return { path, value: text };
  }
}

/**
 * Adds a setting to changes of a preset; a list that it is in is taken over from there as a whole.
 * @param preset the settings, or the part of them that the path begins in
 * @throws InputError if a list has no such entry
 */
export function withSetting(changes: unknown, preset: unknown, { path, value }: Setting): unknown {
  const put = (change: unknown, base: unknown, [name, ...rest]: readonly string[]): unknown => {
    if (name === undefined) return value;
    const part = change ?? base;
    if (!Array.isArray(part)) return { ...(isRecord(change) ? change : {}), [name]: put(own(change, name), own(base, name), rest) };
    const index = part.findIndex((_, n) => name === String(n));
    if (index < 0) throw new InputError(`${path}: the list has no entry ${name}; allowed are 0 to ${part.length - 1}`);
    return part.map((entry, n) => n === index ? put(entry, entry, rest) : entry);
  };
  return put(changes, preset, path.split('.'));
}

function own(part: unknown, name: string): unknown {
  return isRecord(part) && Object.hasOwn(part, name) ? part[name] : undefined;
}
