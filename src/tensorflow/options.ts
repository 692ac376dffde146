import type { Lesson } from '../core/engine/engine';
import { InputError } from '../core/errors';
import type { Matrix } from '../core/network/matrix';
import type { Network } from '../core/network/network';
import { ruleOf } from '../core/rules';
import { mustBeRule } from '../core/rules/must-be-rule';
import type { Rule } from '../core/rules/rule';
import { valueInWords, mustBeKnown, mustBeMatrix, mustBeNetwork } from './checks';

/** Options of `lsnn`. */
export interface LsnnOptions {
  readonly network: Network;
  /** What stands for the gradient; by default BPTT, which is the gradient. */
  readonly rule?: Rule;
  /** F of a local rule's learning signal, neurons × outputs; by default the output weights, if the rule takes them. */
  readonly feedback?: Matrix;
  /** G in place of a local rule's own, [receiver][sender]. */
  readonly modulation?: Matrix;
  /**
   * Places whose gradient is wanted (not 0), all others get 0; by default all but the diagonal of the recurrent weights. Fewer are
   * faster.
   */
  readonly places?: Lesson['places'];
  /** Logits of every step, not of the last alone. */
  readonly everyStep?: boolean;
  /** Whether the spikes of every step are wanted: 51 MB at the size of Figure 3C. */
  readonly spikes?: boolean;
}

const NAMES = ['network', 'rule', 'feedback', 'modulation', 'places', 'everyStep', 'spikes'];

/**
 * Returns the options with a rule.
 * @throws InputError if one is unknown, is not what it must be, or means nothing to the rule
 */
export function checkedOptions(options: LsnnOptions): LsnnOptions & { readonly rule: Rule } {
  if (typeof options !== 'object' || !options) {
    throw new InputError(`options are ${valueInWords(options)}, must be { network, … }; known are ${NAMES.join(', ')}`);
  }
  mustBeKnown('option', options, NAMES);
  const { network, rule = ruleOf('bptt'), feedback, modulation, places } = options;
  mustBeNetwork(network);
  mustBeRule(rule);
  const { inputs, neurons, outputs } = network;
  if (feedback !== undefined) mustBeMatrix('feedback', feedback, neurons, outputs);
  if (modulation !== undefined) mustBeMatrix('modulation', modulation, neurons, neurons);
  if (places !== undefined) {
    mustBeMatrix('places.input', places?.input, inputs, neurons);
    mustBeMatrix('places.recurrent', places?.recurrent, neurons, neurons);
  }
  mustSuit(rule, { feedback, modulation });
  return { ...options, rule };
}

/** Refuses feedback and modulation for the exact gradient, and a missing random feedback. */
function mustSuit(rule: Rule, { feedback, modulation }: Pick<LsnnOptions, 'feedback' | 'modulation'>): void {
  const { id } = rule;
  if (rule.credit === 'exact') {
    if (feedback) throw new InputError(`feedback is given: ${id} is the exact gradient, only symmetric is allowed, which is so without it`);
    if (modulation) throw new InputError(`modulation is given: ${id} is the exact gradient, only a local rule takes it`);
  } else if (!feedback && rule.feedback === 'random') {
    throw new InputError(
      `feedback is missing, ${id} learns with a random one; give randomFeedback(network, seed), or weights for symmetric feedback`
    );
  }
}
