import { seedsOf } from '../../core/checked';
import { engineNameOf } from '../../core/engine';
import { InputError } from '../../core/errors';
import { ruleOf } from '../../core/rules';
import { feedbackNameOf } from '../../core/rules/feedback';
import type { FeedbackName } from '../../core/rules/feedback/feedback';
import type { Rule } from '../../core/rules/rule';
import type { Choices, Plan } from '../../core/training/plan';
import { mustBePossible } from '../../core/training/run';
import { version } from '../../core/version';
import { checkChanges, isOfPair, nameOfChange } from './change';
import { checkFrom } from './knockout';
import { pairsOf, type NamedType, type Pair } from './pair';
import { parseChanges } from './parse-changes';

/**
 * What determines a knock-out study: each pair silent from each iteration on, and several pairs or a random share from 0 on,
 * beside the untouched run, with every seed.
 */
export interface KnockoutPlan extends Omit<Plan, 'rules' | 'feedback'> {
  readonly rule: string;
  readonly feedback: FeedbackName;
  readonly pairs: readonly Pair[];
  /** Iterations from which on a pair is silent, ascending. */
  readonly from: readonly number[];
  /** What else is silent, from 0 on, such as 'E>I,I>E', in order of name; missing if nothing is. */
  readonly silences?: readonly string[];
}

/** What is chosen for a study. */
export type KnockoutChoices = Omit<Choices, 'rules'> & Pick<KnockoutPlan, 'rule' | 'from' | 'silences'>;

/**
 * @throws InputError for a rule under which no neuron hears another, for iterations that are not in the run or named twice,
 * or for silences that cannot be, are named twice, or are a single pair
 */
export function knockoutPlanOf({ preset, settings, rule, engine, from, silences = [], runs, feedback }: KnockoutChoices): KnockoutPlan {
  const { cellTypes } = settings.network;
  const unquotable = cellTypes.find(({ name }) => /[",\r\n]/.test(name));
  if (unquotable) {
    throw new InputError(
      `cell type ${JSON.stringify(unquotable.name)}; allowed for a study is a name without commas, quotes and line breaks`
    );
  }
  const pairs = pairsOf(cellTypes);
  const silent = pairs.map((pair) => ({ ...pair, how: 'silence' as const }));
  checkChanges(silent, ruleOf(rule), cellTypes);
  from.forEach((iteration) => checkFrom(iteration, settings.training.iterations));
  const twice = from.find((iteration, n) => from.indexOf(iteration) !== n);
  if (twice !== undefined) throw new InputError(`from ${twice} is named twice; name each iteration once`);
  const feedbackName = feedbackNameOf(ruleOf(rule), feedback);
  mustBePossible({ settings, rule: ruleOf(rule), seed: 1, feedback: feedbackName });
  return {
    mdgl: version, preset, settings, rule, seeds: seedsOf(runs), feedback: feedbackName, engine: engineNameOf(settings, engine), pairs,
    from: [...from].sort((a, b) => a - b),
    ...(silences.length > 0 ? { silences: namesOf(silences, ruleOf(rule), cellTypes) } : {}),
  };
}

/** Writes silences as `parseChanges` reads them, in order of name. */
function namesOf(silences: readonly string[], rule: Rule, cellTypes: readonly NamedType[]): string[] {
  const names = silences.map((text) => {
    const changes = parseChanges({ silence: text }, cellTypes);
    checkChanges(changes, rule, cellTypes);
    if (changes.length > 1 || !isOfPair(changes[0])) return changes.map(nameOfChange).join(',');
    const allowed = 'several pairs with commas between, or random:share';
    throw new InputError(`silence ${text}: a study silences each single pair anyway; allowed are ${allowed}`);
  });
  names.sort();
  const twice = names.find((name, n) => names[n - 1] === name);
  if (twice) throw new InputError(`silence ${twice} is named twice; name each once`);
  return names;
}
