import type { Lesson } from '../core/engine/engine';
import { InputError } from '../core/errors';
import { feedbackOf, feedbacks, mustSuit } from '../core/rules/feedback';
import type { FeedbackName } from '../core/rules/feedback/feedback';
import type { Rule } from '../core/rules/rule';
import { withTypes } from '../core/rules/with-types';
import type { NetworkCase } from './network-case';

/**
 * Makes a case a lesson for a rule; its weights are the initial ones, if the rule makes types of those.
 * @param path what messages call the case
 * @param wanted feedback; by default the rule's own
 * @throws InputError if random feedback is needed, and the case has none
 */
export function caseLesson(
  { network: untyped, weights, trials, steps, rates, randomFeedback }: NetworkCase,
  path: string,
  rule: Rule,
  wanted?: FeedbackName
): Lesson {
  const network = withTypes(untyped, rule, () => weights, 1);
  const feedback = feedbackOf(rule, wanted);
  for (const { target } of trials) mustSuit(feedback, target);
  // adaptive feedback begins as random feedback does
  const isDrawn = feedback === feedbacks.random || feedback === feedbacks.adaptive;
  if (isDrawn && !randomFeedback) {
    throw new InputError(
      `${path}: randomFeedback: is missing, ${rule.id} with ${feedback.id} feedback needs it (allowed here: --feedback symmetric)`
    );
  }
  const F = isDrawn ? randomFeedback! : feedback.start({ network, weights, seed: 1 }).F;
  return { network, weights, trials, count: trials.length, steps, rule, feedback: F, rates };
}
