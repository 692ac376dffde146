import { rules } from '../../core/rules';
import { feedbackNameOf } from '../../core/rules/feedback';
import type { FeedbackName } from '../../core/rules/feedback/feedback';
import type { LocalRule } from '../../core/rules/rule';

/** A rule whose gradient is compared with the exact one. */
export interface Candidate {
  /** The rule's id; `-symmetric` is added where the feedback is not the rule's own. */
  readonly name: string;
  readonly rule: string;
  readonly feedback: FeedbackName;
}

/** Along a run, the rules' gradients are compared. */
export interface GradientComparison {
  readonly name: 'comparison';
  /** Iterations from one measurement to the next; the last iteration is measured too. */
  readonly every: number;
  /** The rules that are compared with BPTT. */
  readonly candidates: readonly Candidate[];
  /** Trials, the first of the batch, over which Γ is compared. */
  readonly gammaTrials: number;
}

/**
 * Lists the rules of Liu et al. but BPTT, each with its own feedback (the trace without reset is of another paper). RFLO's is random;
 * it comes a second time with symmetric feedback, which shows its trace alone beside e-prop's.
 */
export function candidates(): Candidate[] {
  const local = rules.filter((rule): rule is LocalRule => rule.credit === 'local' && rule.trace !== 'no-reset');
  return local.flatMap((rule) => [
    { name: rule.id, rule: rule.id, feedback: feedbackNameOf(rule) },
    ...(rule.feedback === 'random' ? [{ name: `${rule.id}-symmetric`, rule: rule.id, feedback: 'symmetric' as const }] : []),
  ]);
}
