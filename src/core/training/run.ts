import { initialWeights } from '../network/initial-weights';
import type { Matrix } from '../network/matrix';
import { networkOf, type Network } from '../network/network';
import { feedbackOf, mustSuit } from '../rules/feedback';
import type { Feedback, FeedbackName } from '../rules/feedback/feedback';
import { mustSuitUnits } from '../rules/must-suit-units';
import type { Rule } from '../rules/rule';
import { withTypes } from '../rules/with-types';
import type { Settings } from '../settings';
import { taskOf, tasks } from '../tasks';
import type { Task } from '../tasks/task';

/** What determines a run. */
export interface Run {
  readonly settings: Settings;
  readonly rule: Rule;
  /** Integer, 1 or more: fixes initial weights, every input and every draw of the rewiring, whatever the rule. */
  readonly seed: number;
  /** By default the rule's own. */
  readonly feedback?: FeedbackName | Feedback;
  /** A task of your own, whose name `settings.task` says; by default the one of that name in the list. */
  readonly task?: Task;
  /** Changes what neurons hear from one another, G [receiver][sender], from iteration to iteration: for knock-outs. */
  readonly modulation?: (G: Matrix, iteration: number) => Matrix;
}

/** Networks of runs whose rule has types of its own: to draw the initial weights takes as long as an iteration. */
const typed = new WeakMap<Run, Network>();

/**
 * Makes the network of a run, with the types that its rule sees: settings and seed alone fix them, however far it has come.
 * @throws InputError for types that it cannot have
 */
export function networkOfRun(run: Run): Network {
  const { settings, rule, seed, task } = run;
  const network = typed.get(run) ?? networkOf(settings, taskOf(settings.task, task));
  if (!rule.types || network.typedBy === rule.id) return network;
  typed.set(run, withTypes(network, rule, () => initialWeights(settings, seed, network).weights, seed));
  return typed.get(run)!;
}

/** Returns the settings of training that goes on whatever its error: of runs that are compared at the same iterations. */
export function withoutStop({ training: { stop: _, ...training }, ...settings }: Settings): Settings {
  return { ...settings, training };
}

/**
 * Refuses a run that cannot begin, before anything is trained or written.
 * @throws InputError for a rule that the units do not have, for types that the network cannot have, and as {@link mustSuitTask}
 */
export function mustBePossible(run: Run): void {
  const { settings, rule, feedback, task } = run;
  mustSuitUnits(rule, settings.network);
  mustSuitTask(feedbackOf(rule, feedback), settings, task);
  if (rule.types) networkOfRun(run);
}

/**
 * @param task by default the one that the settings name; one of your own need not be at hand, unless the feedback refuses some
 * @throws InputError if the task has no trials to draw (digits that were not fetched), or the feedback makes no sense for them
 */
function mustSuitTask(feedback: Feedback, settings: Settings, task?: Task): void {
  const known = task ?? tasks.find(({ name }) => name === (settings.task.name ?? tasks[0].name));
  if (!known && !feedback.refuses) return;
  for (const { target } of (known ?? taskOf(settings.task)).batch(settings.task, 1, 'training', 0, 1).trials) mustSuit(feedback, target);
}
