import { InputError } from '../errors';
import { feedbackNames } from './feedback';
import type { Rule } from './rule';
import { rules } from '.';

const NAMED = {
  id: (value: unknown) => typeof value === 'string',
  label: (value: unknown) => typeof value === 'string',
  credit: (value: unknown) => value === 'local' || value === 'exact',
};
const LOCAL = {
  ...NAMED,
  trace: (value: unknown) => value === 'full' || value === 'no-reset' || value === 'leak',
  feedback: (value: unknown) =>
    feedbackNames.some((name) => name === value) || (typeof value === 'object' && value !== null && 'start' in value),
  types: (value: unknown) => value === undefined || typeof value === 'function' || Array.isArray(value),
  modulation: (value: unknown) => value === undefined || typeof value === 'function',
  online: (value: unknown) => value === undefined || value === true,
};
const none = (value: unknown) => value === undefined;
const EXACT = { ...NAMED, trace: none, feedback: none, types: none, modulation: none, online: none };

/**
 * Rejects incomplete rules, which would silently learn as some other rule.
 * @throws InputError naming what it lacks
 */
export function mustBeRule(value: unknown): asserts value is Rule {
  if (rules.some(({ id }) => id === value)) throw new InputError(`rule is "${value}", must be a rule: ruleOf("${value}")`);
  if (typeof value !== 'object' || !value) {
    throw new InputError(`rule is ${JSON.stringify(value) ?? value}, must be a rule: ruleOf("mdgl"), or one of your own`);
  }
  const given = value as Record<string, unknown>;
  const wrong = Object.entries(given.credit === 'exact' ? EXACT : LOCAL).find(([name, fits]) => !fits(given[name]));
  if (wrong) {
    throw new InputError(
      `rule.${wrong[0]} is ${String(given[wrong[0]])}; a rule of your own is { ...ruleOf("mdgl"), id, label, modulation }`
    );
  }
}
