import { InvalidArgumentError, Option, type Command } from 'commander';
import { engineNames } from '../core/engine';
import type { EngineName } from '../core/engine/engine';
import { InputError } from '../core/errors';
import { parseJson } from '../core/parse-json';
import type { FeedbackName } from '../core/rules/feedback/feedback';
import { presets, settings, type PresetName, type Settings } from '../core/settings';
import { readBytes } from '../node/files/read-bytes';
import { engineOption, feedbackOption, positiveInteger } from './options';

/** What `train` and `figure3c --fresh` can be told about each run. */
export interface RunOptions {
  readonly preset: PresetName;
  readonly settings?: string;
  readonly iterations?: number;
  readonly feedback?: FeedbackName;
  readonly engine: EngineName;
}

export function addRunOptions(command: Command): Command {
  return addSettingsOptions(command).addOption(feedbackOption()).addOption(engineOption().default(engineNames[0]));
}

export function addSettingsOptions(command: Command): Command {
  return addPresetOptions(command).option('--iterations <number>', 'number of updates (default: as the settings say)', positiveInteger);
}

export function addPresetOptions(command: Command): Command {
  return command
    .addOption(new Option('--preset <preset>', 'settings to begin with').choices(Object.keys(presets)).default('figure3c'))
    .option('--settings <file>', 'JSON file with changes to the preset, such as {"task": {"cues": 5}}');
}

/** Parses a seed, which is below 2³²: a key of the random streams has 32 bits. */
export function seedNumber(text: string): number {
  const seed = positiveInteger(text);
  if (seed >= 2 ** 32) throw new InvalidArgumentError('It must be below 4294967296.');
  return seed;
}

/** Changes the preset by the file and the number of iterations. @throws InputError that names the file and the setting */
export function settingsOf({ preset, settings: path, iterations }: RunOptions): Settings {
  const changes = path === undefined ? {} : readChanges(path);
  try {
    const changed = settings(preset, changes);
    return iterations === undefined ? changed : settings(preset, { ...changed, training: { ...changed.training, iterations } });
  } catch (error) {
    if (path !== undefined && error instanceof InputError) throw new InputError(`${path}: ${error.message}`);
    throw error;
  }
}

function readChanges(path: string): Parameters<typeof settings>[1] {
  const changes = parseJson(readBytes(path, 'allowed is a JSON file with changes to the preset').toString('utf8'), path);
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
    throw new InputError(`${path}: holds ${JSON.stringify(changes)}; allowed is an object with changes to the preset`);
  }
  return changes;
}
