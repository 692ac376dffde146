import { modulationOf } from '../engine/batch';
import type { Lesson } from '../engine/engine';
import { zeros } from '../network/matrix';
import { feedbackOf } from '../rules/feedback';
import { mustBeRule } from '../rules/must-be-rule';
import { taskOf } from '../tasks';
import type { Use } from '../tasks/task';
import { networkOfRun, type Run } from './run';
import { weightsOf, type TrainingState } from './state';

/**
 * Tells what a run learns from at an iteration: its weights as they are then, and the iteration's batch.
 * @param use `training`: the batch of the update; `validation`: that of a validation before it
 * @throws InputError for what is no rule, and for a feedback that the rule cannot have
 */
export function lessonOf(run: Run, { iteration, state }: { readonly iteration: number; readonly state: TrainingState }, use: Use): Lesson {
  const { settings, rule, seed } = run;
  mustBeRule(rule);
  const { training } = settings;
  const task = taskOf(settings.task, run.task);
  const network = networkOfRun(run);
  const weights = weightsOf(state);
  const feedback = feedbackOf(rule, run.feedback);
  const { F } = (feedback.step && state.feedback) ?? feedback.start({ network, weights, seed, scale: settings.network.feedbackScale });
  const lesson = {
    network, weights, rule, seed, iteration, feedback: F,
    ...task.batch(settings.task, seed, use, iteration, use === 'training' ? training.trials : training.validationTrials),
    rates: training.rateCoefficient > 0
      ? { coefficient: training.rateCoefficient, target: training.rateTargetHz / 1000, ofEachTrial: training.rateOf === 'trial' }
      : undefined,
  };
  return run.modulation
    ? { ...lesson, modulation: run.modulation(modulationOf(lesson) ?? zeros(network.neurons, network.neurons), iteration) }
    : lesson;
}
