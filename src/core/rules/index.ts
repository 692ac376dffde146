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

/** The only list of rules. */
export const rules: readonly Rule[] = [bptt, eProp, ePropNoReset, mdgl, mdglBca, nlMdgl, onMdgl, rflo];

/**
 * Returns the rule with this id.
 * @throws InputError listing the ids there are
 */
export function ruleOf<Id extends string>(id: Id): RuleNamed<Id> {
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) throw new InputError(`unknown rule "${id}"; known are ${rules.map((known) => known.id).join(', ')}`);
  return rule as RuleNamed<Id>;
}

/** What is known of a rule by its id alone: every rule but one is local. */
type RuleNamed<Id extends string> = string extends Id ? Rule : Id extends 'bptt' ? ExactRule : LocalRule;
