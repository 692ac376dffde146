import { InvalidArgumentError, Option, type Command } from 'commander';
import type { EngineName } from '../core/engine/engine';
import { InputError } from '../core/errors';
import { parseJson } from '../core/parse-json';
import type { FeedbackName } from '../core/rules/feedback/feedback';
import { presets, settings, type PresetName, type Settings } from '../core/settings';
import { withSetting, type Setting } from '../core/single-setting';
import { taskOf, tasks } from '../core/tasks';
import { readBytes } from '../node/files/read-bytes';
import { feedbackOption, positiveInteger, trainingEngineOption } from './options';
import { setOption } from './set-option';

/** What `train` and `figure3c --fresh` can be told about each run. */
export interface RunOptions {
  readonly task?: string;
  readonly preset: PresetName;
  readonly settings?: string;
  readonly set?: readonly Setting[];
  readonly iterations?: number;
  readonly feedback?: FeedbackName;
  readonly engine?: EngineName;
}

export function addRunOptions(command: Command): Command {
  return addSettingsOptions(command).addOption(feedbackOption()).addOption(trainingEngineOption());
}

export function addSettingsOptions(command: Command): Command {
  return addPresetOptions(command).option('--iterations <number>', 'number of updates (default: as the settings say)', positiveInteger);
}

export function addPresetOptions(command: Command): Command {
  return command
    .addOption(new Option('--task <task>', 'short for the preset of this task; see mdgl tasks').choices(tasks.map(({ name }) => name)))
    .addOption(new Option('--preset <preset>', 'settings to begin with').choices(presetNames).default('figure3c'))
    .option('--settings <file>', 'JSON file with changes to the preset, such as {"task": {"cues": 5}}')
    .addOption(setOption())
    .hook('preAction', presetByTask);
}

/** Returns the presets of a task, the one of its source first. */
export function presetsOf(task: string): PresetName[] {
  return presetNames.filter((name) => taskOf(presets[name].task).name === task);
}

const presetNames = Object.keys(presets) as PresetName[];

/** Takes the preset of `--task`. @throws InputError for a `--preset` of another task */
function presetByTask(command: Command): void {
  const { task, preset } = command.opts<RunOptions>();
  if (task === undefined) return;
  const own = presetsOf(task);
  if (command.getOptionValueSource('preset') !== 'cli') command.setOptionValueWithSource('preset', own[0], 'implied');
  else if (!own.includes(preset)) {
    throw new InputError(`--task ${task}: the preset ${preset} is of another task; leave --preset out (allowed: ${own.join(', ')})`);
  }
}

/** Parses a seed, which is below 2³²: a key of the random streams has 32 bits. */
export function seedNumber(text: string): number {
  const seed = positiveInteger(text);
  if (seed >= 2 ** 32) throw new InvalidArgumentError('It must be below 4294967296.');
  return seed;
}

/** Changes the preset by the file, by single settings and the number of iterations. @throws InputError naming source and setting */
export function settingsOf({ task, preset, settings: path, set = [], iterations }: RunOptions): Settings {
  const ofFile = path === undefined ? {} : readChanges(path);
  try {
    const changes = set.reduce<unknown>((before, one) => withSetting(before, presets[preset], one), ofFile) as Changes;
    const changed = settings(preset, changes);
    const { name } = taskOf(changed.task);
    if (task !== undefined && name !== task) throw new InputError(`task.name is "${name}"; allowed with --task ${task} is "${task}"`);
    return iterations === undefined ? changed : settings(preset, { ...changed, training: { ...changed.training, iterations } });
  } catch (error) {
    const from = [path, set.length > 0 ? '--set' : undefined].filter((source) => source !== undefined);
    if (from.length > 0 && error instanceof InputError) throw new InputError(`${from.join(' and ')}: ${error.message}`);
    throw error;
  }
}

type Changes = Parameters<typeof settings>[1];

function readChanges(path: string): Changes {
  const changes = parseJson(readBytes(path, 'allowed is a JSON file with changes to the preset').toString('utf8'), path);
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
    throw new InputError(`${path}: holds ${JSON.stringify(changes)}; allowed is an object with changes to the preset`);
  }
  return changes;
}
