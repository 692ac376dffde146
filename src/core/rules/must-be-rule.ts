import { InputError } from '../errors';
import { rules } from '.';
import type { Rule } from './rule';

const FIELDS = {
  id: (value: unknown) => typeof value === 'string',
  label: (value: unknown) => typeof value === 'string',
  credit: (value: unknown) => value === 'local' || value === 'exact',
  eligibility: (value: unknown) => value === 'full' || value === 'leak',
  feedback: (value: unknown) => value === 'symmetric' || value === 'random',
  modulation: (value: unknown) => value === undefined || typeof value === 'function',
};

/**
 * What is learned by must be a rule: anything less would silently learn as some other rule.
 * @throws InputError naming what it lacks
 */
export function mustBeRule(value: unknown): asserts value is Rule {
  if (rules.some(({ id }) => id === value)) throw new InputError(`rule is "${value}", must be a rule: ruleOf("${value}")`);
  if (typeof value !== 'object' || !value) throw new InputError(`rule is ${JSON.stringify(value) ?? value}, must be a rule: ruleOf("mdgl"), or one of your own`);
  const wrong = Object.entries(FIELDS).find(([name, fits]) => !fits((value as Record<string, unknown>)[name]));
  if (wrong) throw new InputError(`rule.${wrong[0]} is ${String((value as Record<string, unknown>)[wrong[0]])}; a rule of your own is { ...ruleOf("mdgl"), id, label, modulation }`);
}
