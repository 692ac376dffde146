import type { Settings } from '../settings';
import type { Lesson } from '../engine/engine';
import { InputError } from '../errors';
import { zeros, type Matrix } from '../network/matrix';
import { networkOf } from '../network/network';
import { randomFeedback } from '../rules/feedback/random';
import { mustBeRule } from '../rules/must-be-rule';
import type { Feedback, Rule } from '../rules/rule';
import { evidenceAccumulation } from '../tasks/evidence-accumulation';
import { weightsOf, type TrainingState } from './state';

/** What determines a run. */
export interface Run {
  readonly settings: Settings;
  readonly rule: Rule;
  /** Integer, 1 or more: fixes initial weights, every input and every draw of the rewiring, whatever the rule. */
  readonly seed: number;
  /** By default the rule's own. */
  readonly feedback?: Feedback;
  /** Changes what neurons hear from one another, G [receiver][sender], from iteration to iteration: for knock-outs. */
  readonly modulation?: (G: Matrix, iteration: number) => Matrix;
}

/** Which batch: one to train on, or one to validate with. */
export type Use = 'training' | 'validation';

/**
 * What a run learns from at an iteration: its weights as they are then, and the iteration's batch.
 * @param use `training`: the batch of the update; `validation`: that of a validation before it
 * @throws InputError for what is no rule, and for random feedback under a rule that is the exact gradient
 */
export function lessonOf(run: Run, { iteration, state }: { readonly iteration: number; readonly state: TrainingState }, use: Use): Lesson {
  const { settings, rule, seed } = run;
  mustBeRule(rule);
  const { training, task } = settings;
  const network = networkOf(settings);
  const weights = weightsOf(state);
  const ownModulation = () => rule.modulation?.(weights.recurrent, network) ?? zeros(network.neurons, network.neurons);
  return {
    network, weights, rule,
    ...evidenceAccumulation(task, seed, use, iteration, use === 'training' ? training.trials : training.validationTrials),
    feedback: feedbackOf(rule, run.feedback) === 'random' ? randomFeedback(network, seed) : weights.output,
    modulation: run.modulation?.(ownModulation(), iteration),
    rates: training.rateCoefficient > 0 ? { coefficient: training.rateCoefficient, target: training.rateTargetHz / 1000 } : undefined,
  };
}

/**
 * The feedback that a rule learns with.
 * @param wanted by default the rule's own
 * @throws InputError for random feedback under a rule that is the exact gradient
 */
export function feedbackOf(rule: Rule, wanted: Feedback = rule.feedback): Feedback {
  if (rule.credit === 'exact' && wanted === 'random') {
    throw new InputError(`feedback random: ${rule.id} is the exact gradient, only symmetric is allowed`);
  }
  return wanted;
}
