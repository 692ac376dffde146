import type { NetworkCase } from '../cases/network-case';
import { InputError } from '../core/errors';
import type { Feedback, Rule } from '../core/rules/rule';
import { feedbackOf } from '../core/training/run';
import type { Lesson } from '../core/engine/engine';

/**
 * A case as a lesson for a rule.
 * @param path what messages call the case
 * @param wanted feedback; by default the rule's own
 * @throws InputError where the case has no random feedback and it is needed
 */
export function caseLesson({ network, weights, trials, steps, rates, randomFeedback }: NetworkCase, path: string, rule: Rule, wanted?: Feedback): Lesson {
  const feedback = feedbackOf(rule, wanted) === 'random' ? randomFeedback : weights.output;
  if (!feedback) throw new InputError(`${path}: randomFeedback: is missing, ${rule.id} with random feedback needs it (allowed here: --feedback symmetric)`);
  return { network, weights, trials, count: trials.length, steps, rule, feedback, rates };
}
