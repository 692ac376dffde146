import { presets, settings, type PresetName, type Settings } from 'mdgl/browser';
import { singleSetting, withSetting } from '../../src/core/single-setting';

/** Settings that differ from the preset's: by path, such as task.cues, what stands there instead, as `mdgl train --set` takes it. */
export type Changes = Readonly<Record<string, string>>;

/**
 * Returns the preset with these changes.
 * @throws InputError naming the setting and what is allowed
 */
export function settingsWith(preset: PresetName, changes: Changes): Settings {
  const changed = Object.entries(changes).reduce<unknown>(
    (before, [path, text]) => withSetting(before, presets[preset], singleSetting(path, text)), {}
  );
  return settings(preset, changed as Parameters<typeof settings>[1]);
}

/** Returns what stands at a path of the settings; undefined if nothing does. */
export function valueAt(all: Settings, path: string): unknown {
  return path.split('.').reduce<any>((part, key) => part?.[key], all);
}
