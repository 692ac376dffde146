import { InputError, presets, settings, type PresetName, type Settings } from 'mdgl/browser';

/** Settings that differ from the preset's: by place, such as task.cues, what stands there instead. */
export type Changes = Readonly<Record<string, string>>;

/**
 * Returns the preset with these changes.
 * @throws InputError naming the setting and what is allowed
 */
export function settingsWith(preset: PresetName, changes: Changes): Settings {
  const changed = Object.entries(changes).reduce<unknown>(
    (base, [place, text]) => withValue(base, place.split('.'), valueOf(text), place), presets[preset]
  );
  return settings(preset, changed as Parameters<typeof settings>[1]);
}

/** Returns what stands at a place of the settings; undefined if nothing does. */
export function valueAt(all: Settings, place: string): unknown {
  return place.split('.').reduce<any>((part, key) => part?.[key], all);
}

function withValue(base: any, [key, ...rest]: readonly string[], value: unknown, place: string): unknown {
  if (key === undefined) return value;
  if (!Array.isArray(base)) return { ...base, [key]: withValue(base?.[key], rest, value, place) };
  if (!(Number(key) in base)) {
    throw new InputError(`${place}: ${key} is no entry of that list; allowed is a number from 0 to ${base.length - 1}`);
  }
  return base.map((entry, n) => n === Number(key) ? withValue(entry, rest, value, place) : entry);
}

/** Reads a number, true, false or null; all else is text. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
