import { rules } from '../../core/rules';
import { feedbackNameOf } from '../../core/rules/feedback';
import type { FeedbackName } from '../../core/rules/feedback/feedback';

/** A rule whose gradient is compared with the exact one. */
export interface Candidate {
  /** The rule's id; `-symmetric` is added where the feedback is not the rule's own. */
  readonly name: string;
  readonly rule: string;
  readonly feedback: FeedbackName;
}

/**
 * Lists all rules but BPTT, each with its own feedback. RFLO's is random; it comes a second time with symmetric feedback, which
 * shows its trace alone beside e-prop's.
 */
export function candidates(): Candidate[] {
  const local = rules.filter((rule) => rule.credit === 'local');
  return local.flatMap((rule) => [
    { name: rule.id, rule: rule.id, feedback: feedbackNameOf(rule) },
    ...(rule.feedback === 'random' ? [{ name: `${rule.id}-symmetric`, rule: rule.id, feedback: 'symmetric' as const }] : []),
  ]);
}
