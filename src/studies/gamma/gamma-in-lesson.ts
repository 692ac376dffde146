import type { Lesson, LessonResult } from '../../core/engine/engine';
import { rateErrorsOf } from '../../core/engine/rates';
import type { Matrix } from '../../core/network/matrix';
import { ruleOf } from '../../core/rules';
import type { Rule } from '../../core/rules/rule';
import { gammaExplained, type GammaExplained } from './gamma-explained';
import { modulatorySignals } from './modulatory-signals';

/**
 * Computes how much of the variance of MDGLbca's Γ a rule's Γ explains, over the first trials of a lesson's batch.
 * @param spikeCounts of all neurons in the whole batch
 * @param typeNames of the lesson's types, those that receive; with none, all neurons count together only
 */
export function gammaInLesson(
  lesson: Lesson, { spikeCounts }: Pick<LessonResult, 'spikeCounts'>, rule: Rule, trials: number, typeNames: readonly string[] = []
): GammaExplained[] {
  const rateErrorOf = rateErrorsOf(lesson, spikeCounts);
  const [actual, predicted]: Matrix[][] = [[], []];
  for (const trial of lesson.trials) {
    if (actual.length >= trials) break;
    const [bca, own] = modulatorySignals(lesson, trial, [ruleOf('mdgl-bca'), rule], rateErrorOf);
    actual.push(bca);
    predicted.push(own);
  }
  return gammaExplained(actual, predicted, lesson.network.types, typeNames);
}
