import { InputError } from '../errors';
import { bptt } from './bptt';
import { eProp } from './e-prop';
import { ePropNoReset } from './e-prop-no-reset';
import { mdgl } from './mdgl';
import { mdglBca } from './mdgl-bca';
import { nlMdgl } from './nl-mdgl';
import { onMdgl } from './on-mdgl';
import { rflo } from './rflo';
import type { ExactRule, LocalRule, Rule } from './rule';
import { typedMdgl } from './typed-mdgl';

/** The only list of rules; those with a number in their id are made as they are asked for. */
export const rules: readonly Rule[] = [bptt, eProp, ePropNoReset, mdgl, mdglBca, nlMdgl, onMdgl, rflo];

/** How every id is written; N is a number of types. */
export const ruleForms: readonly string[] = [...rules.map((rule) => rule.id), 'mdgl-1', 'mdgl-random-N', 'mdgl-clusters-N'];

/**
 * Returns the rule with this id.
 * @throws InputError listing the ids there are
 */
export function ruleOf<Id extends string>(id: Id): RuleNamed<Id> {
  const rule = rules.find((candidate) => candidate.id === id) ?? typedMdgl(id);
  if (!rule) throw new InputError(`unknown rule "${id}"; known are ${ruleForms.join(', ')}`);
  return rule as RuleNamed<Id>;
}

/** What is known of a rule by its id alone: every rule but one is local. */
type RuleNamed<Id extends string> = string extends Id ? Rule : Id extends 'bptt' ? ExactRule : LocalRule;
