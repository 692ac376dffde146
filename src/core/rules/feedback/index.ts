import { InputError } from '../../errors';
import type { Target } from '../../network/trial';
import type { Rule } from '../rule';
import { adaptive } from './adaptive';
import { broadcast } from './broadcast';
import type { Feedback, FeedbackName } from './feedback';
import { random } from './random';
import { symmetric } from './symmetric';

/** The only list of feedbacks, by name. */
export const feedbacks: Readonly<Record<FeedbackName, Feedback>> = { symmetric, random, adaptive, broadcast };

/** The names of {@link feedbacks}. */
export const feedbackNames = Object.keys(feedbacks) as FeedbackName[];

/**
 * Returns the feedback that a rule learns with.
 * @param wanted its name, or one of your own; by default the rule's own, and the exact gradient's is symmetric
 * @throws InputError for what is no feedback, and for any but the symmetric one under a rule that is the exact gradient
 */
export function feedbackOf(rule: Rule, wanted: FeedbackName | Feedback = rule.credit === 'exact' ? 'symmetric' : rule.feedback): Feedback {
  const feedback = typeof wanted === 'string' ? Object.hasOwn(feedbacks, wanted) && feedbacks[wanted] : wanted;
  if (!feedback || typeof feedback.id !== 'string' || typeof feedback.start !== 'function') {
    throw new InputError(`feedback is ${JSON.stringify(wanted)}; known are ${feedbackNames.join(', ')}, one of your own is { id, start }`);
  }
  if (rule.credit === 'exact' && feedback !== symmetric) {
    throw new InputError(`feedback ${feedback.id}: ${rule.id} is the exact gradient, only symmetric is allowed`);
  }
  return feedback;
}

/** @throws InputError if a feedback makes no sense for trials with such a target */
export function mustSuit({ id, refuses }: Feedback, target: Target): void {
  const why = refuses?.(target);
  if (why) throw new InputError(`feedback ${id}: ${why}; allowed here are ${feedbackNames.filter((name) => name !== id).join(', ')}`);
}

/** Returns the name of the feedback that a rule of the list learns with; see {@link feedbackOf}. */
export function feedbackNameOf(rule: Rule, wanted?: FeedbackName): FeedbackName {
  return feedbackOf(rule, wanted).id as FeedbackName;
}
