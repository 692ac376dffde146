import { InvalidArgumentError, Option } from 'commander';
import { isRecord } from '../core/checked';
import { InputError } from '../core/errors';

/** One setting by its path, such as `task.cues`, and what it becomes. */
export interface Setting {
  readonly path: string;
  readonly value: unknown;
}

export const setOption = () =>
  new Option('--set <path=value>', 'one setting, after --settings; can be repeated: --set task.cues=5 --set network.cellTypes.0.lif=9')
    .argParser(setting);

function setting(text: string, before: readonly Setting[] = []): Setting[] {
  const [, path, value] = /^([\w.]+)=(.*)$/s.exec(text) ?? [];
  if (path === undefined) throw new InvalidArgumentError('It must be a path, = and a value, such as task.cues=5.');
  if (before.some((other) => other.path === path)) throw new InvalidArgumentError(`It sets ${path} twice; once is allowed.`);
  return [...before, { path, value: jsonOr(value) }];
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
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
    if (index < 0) throw new InputError(`--set ${path}: the list has no entry ${name}; allowed are 0 to ${part.length - 1}`);
    return part.map((entry, n) => n === index ? put(entry, entry, rest) : entry);
  };
  return put(changes, preset, path.split('.'));
}

function own(part: unknown, name: string): unknown {
  return isRecord(part) && Object.hasOwn(part, name) ? part[name] : undefined;
}
