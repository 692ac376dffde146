import { InvalidArgumentError, Option } from 'commander';
import { engineNames } from '../core/engine';
import { rules } from '../core/rules';

/** Options that several commands share. */

export const ruleOption = () => new Option('--rule <rule>', 'learning rule').choices(rules.map((rule) => rule.id));

export const engineOption = () => new Option('--engine <engine>', 'what computes').choices(engineNames);

export const feedbackOption = () => new Option('--feedback <kind>', 'what carries the error back: the readout\'s own weights, or fixed random ones; not for bptt (default: symmetric, rflo random)')
  .choices(['symmetric', 'random']);

export const workersOption = () => new Option('--workers <number>', 'threads (default: all cores)').argParser(positiveInteger);

/** For `argParser`. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value === 0) throw new InvalidArgumentError('It must be a positive integer.');
  return value;
}
