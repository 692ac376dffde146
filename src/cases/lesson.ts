import type { Lesson } from '../core/engine/engine';
import { InputError } from '../core/errors';
import { feedbackNameOf } from '../core/rules/feedback';
import type { FeedbackName } from '../core/rules/feedback/feedback';
import type { Rule } from '../core/rules/rule';
import type { NetworkCase } from './network-case';

/**
 * Makes a case a lesson for a rule.
 * @param path what messages call the case
 * @param wanted feedback; by default the rule's own
 * @throws InputError if random feedback is needed, and the case has none
 */
export function caseLesson(
  { network, weights, trials, steps, rates, randomFeedback }: NetworkCase,
  path: string,
  rule: Rule,
  wanted?: FeedbackName
): Lesson {
  const feedback = feedbackNameOf(rule, wanted) === 'random' ? randomFeedback : weights.output;
  if (!feedback)
    throw new InputError(
      `${path}: randomFeedback: is missing, ${rule.id} with random feedback needs it (allowed here: --feedback symmetric)`
    );
  return { network, weights, trials, count: trials.length, steps, rule, feedback, rates };
}
