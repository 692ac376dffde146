import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { engineNames, everyEngineName } from '../core/engine';
import { InputError } from '../core/errors';
import { ruleForms, ruleOf } from '../core/rules';
import { feedbackNames } from '../core/rules/feedback';

/** Options that several commands share. */

const RULE = 'learning rule; mdgl-1, -random-N, -clusters-N: mdgl with 1 type of neurons, or N at random, or by initial weights';

export const ruleOption = () => new Option('--rule <rule>', RULE).choices(ruleForms).argParser((id) => ruleOf(id).id);

export const engineOption = () => new Option('--engine <engine>', 'what computes').choices(engineNames);

/** Of what is trained, whose units say which is the default. */
export const trainingEngineOption = () =>
  new Option('--engine <engine>', `what computes (default: ${engineNames[0]}; rate units: rate, which computes them alone)`)
    .choices(everyEngineName);

const FEEDBACK = 'what carries the error back: the readout\'s own weights, fixed random ones, random ones that learn as the readout '
  + 'does, or the same for all neurons; bptt takes the first alone (default: symmetric, rflo random)';

export const feedbackOption = () => new Option('--feedback <kind>', FEEDBACK).choices(feedbackNames);

export const workersOption = () => new Option('--workers <number>', 'threads (default: all cores)').argParser(positiveInteger);

/** @param what are as many as there are cores, by default */
export const atOnceOption = (what: string) =>
  new Option('--workers <number>', what).argParser(positiveInteger).default(availableParallelism(), 'all cores');

export const widthOption = () => new Option('--width-mm <mm>', 'width of the figure').argParser(millimetres);

/** Parses what a user typed. @throws InvalidArgumentError which commander reports */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value === 0) throw new InvalidArgumentError('It must be a positive integer.');
  return value;
}

/** Parses a number; which are allowed, the figure knows. */
function millimetres(text: string): number {
  const mm = Number(text);
  if (text.trim() === '' || !Number.isFinite(mm)) throw new InvalidArgumentError('It must be a number of mm.');
  return mm;
}

/**
 * Refuses options that are of no use for what a command is to do.
 * @param allowed attributes of the others
 * @param why what is said of them, such as 'for --fresh only'
 * @throws InputError naming the first one
 */
export function refuseOthers(command: Command, allowed: readonly string[], why: string): void {
  const isGiven = (option: Option) => command.getOptionValueSource(option.attributeName()) === 'cli';
  const useless = command.options.find((option) => isGiven(option) && !allowed.includes(option.attributeName()));
  const names = command.options.filter((option) => allowed.includes(option.attributeName())).map(({ long }) => long);
  if (useless) throw new InputError(`${useless.long} is ${why}; allowed here are ${names.join(', ')}`);
}
