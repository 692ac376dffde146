import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Use } from '../core/tasks/task';
import { quantityNames, type Quantity } from '../record/quantities';
import { DEFAULT_MAX_BYTES } from '../record/size';
import { MOST_TEXT } from '../record/text-size';
import { feedbackOption, positiveInteger, ruleOption, trainingEngineOption, workersOption } from './options';
import { addPresetOptions, seedNumber, type RunOptions } from './run-options';

/** What `record` can be told. */
export interface RecordOptions extends Omit<RunOptions, 'iterations'> {
  readonly rule: string;
  readonly neurons?: 'all' | number[];
  readonly synapses?: string;
  readonly inputSynapses?: string;
  readonly trial?: number;
  readonly case?: string;
  readonly json?: true;
  readonly what?: Quantity[];
  readonly trials?: number;
  readonly maxBytes: number;
  readonly out?: string;
  readonly draw?: string;
  readonly seed?: number;
  readonly after?: number;
  readonly batch: Use;
  readonly workers?: number;
}

/** Options of a case, and those of a folder to write; all others are of training. */
export const OF_CASE = ['case', 'rule', 'feedback', 'neurons', 'synapses', 'inputSynapses', 'trial', 'maxBytes'];
export const OF_EXPORT = ['what', 'trials', 'out', 'draw'];

export function addRecordOptions(command: Command): Command {
  command
    .addOption(ruleOption().makeOptionMandatory())
    .addOption(feedbackOption())
    .addOption(new Option('--neurons <list>', 'numbers with commas between, or all (default: all; with --json none)')
      .argParser(numbersOrAll))
    .option('--synapses <which>', 'recurrent ones: 3>7,4>1 (pre>post), random:20, types E>I, or all that are connected')
    .option('--input-synapses <which>', 'of inputs: 0>5,3>7, random:20, or all that are connected')
    .addOption(new Option('--trial <number>', 'one trial of the batch (default: 0)').argParser(wholeNumber))
    .option('--case <file>', 'record this case, .json or .json.gz, instead of training')
    .option('--json', 'of a case: print signals of the neurons and eligibility of the synapses that are named')
    .addOption(new Option('--what <list>', `quantities, with commas between: ${quantityNames.join(', ')}`).argParser(quantityList))
    .addOption(new Option('--trials <number>', 'the first trials of the batch').argParser(positiveInteger))
    .addOption(new Option('--max-bytes <number>', `refuse what is larger; with --json what may give a longer text, at most ${MOST_TEXT}`)
      .argParser(positiveInteger).default(DEFAULT_MAX_BYTES))
    .option('--out <folder>', 'Zarr to write, for Python\'s xarray and others; made if its parent exists')
    .option('--draw <folder>', 'where to draw what can be drawn of it: raster, membrane, synapse, modulation')
    .addOption(new Option('--seed <number>', 'fixes initial weights and all input').argParser(seedNumber))
    .addOption(new Option('--after <iteration>', 'number of updates to train before').argParser(wholeNumber))
    .addOption(new Option('--batch <use>', 'the batch that is next at that iteration')
      .choices(['validation', 'training']).default('validation'));
  return addPresetOptions(command).addOption(trainingEngineOption()).addOption(workersOption());
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return value;
}

function numbersOrAll(text: string): 'all' | number[] {
  if (text === 'all') return text;
  const parts = text.split(',').map((part) => part.trim());
  if (!parts.every((part) => /^\d+$/.test(part))) {
    throw new InvalidArgumentError('It must be numbers with commas between, such as 1,4, or all.');
  }
  return parts.map(Number);
}

function quantityList(text: string): Quantity[] {
  return text.split(',').map((part) => {
    const found = quantityNames.find((name) => name === part.trim());
    if (!found) throw new InvalidArgumentError(`"${part.trim()}" is unknown; known are ${quantityNames.join(', ')}.`);
    return found;
  });
}
