import type { PresetName, Settings } from '../config';
import type { EngineName } from '../engine/engine';
import { InputError } from '../errors';
import { ruleOf } from '../rules';
import type { Feedback } from '../rules/rule';
import { feedbackOf } from '../training/run';
import { version } from '../version';
import { checkChanges } from './change';
import { checkFrom } from './knockout';
import { pairsOf, type Pair } from './pair';

/** What determines a knock-out study: each pair silent from each iteration on, beside the untouched run, with every seed. */
export interface StudyPlan {
  /** Version of this package. */
  readonly mdgl: string;
  /** What the settings were made from; they alone count. */
  readonly preset: PresetName;
  readonly settings: Settings;
  readonly rule: string;
  readonly seeds: readonly number[];
  readonly feedback: Feedback;
  readonly engine: EngineName;
  readonly pairs: readonly Pair[];
  /** Iterations from which on a pair is silent, ascending. */
  readonly from: readonly number[];
}

/** What is chosen for a study. */
export type StudyChoices = Pick<StudyPlan, 'preset' | 'settings' | 'rule' | 'engine' | 'from'> & {
  /** Number of seeds, from 1 on. */
  readonly runs: number;
  /** By default the rule's own. */
  readonly feedback?: Feedback;
};

/** @throws InputError for a rule under which no neuron hears another, or iterations that are not in the run or named twice */
export function studyPlanOf({ preset, settings, rule, engine, from, runs, feedback }: StudyChoices): StudyPlan {
  const { cellTypes } = settings.network;
  const unquotable = cellTypes.find(({ name }) => /[",\r\n]/.test(name));
  if (unquotable) throw new InputError(`cell type ${JSON.stringify(unquotable.name)}; allowed for a study is a name without commas, quotes and line breaks`);
  const pairs = pairsOf(cellTypes);
  checkChanges(pairs.map((pair) => ({ ...pair, how: 'silence' })), ruleOf(rule), cellTypes);
  from.forEach((iteration) => checkFrom(iteration, settings.training.iterations));
  const twice = from.find((iteration, n) => from.indexOf(iteration) !== n);
  if (twice !== undefined) throw new InputError(`from ${twice} is named twice; name each iteration once`);
  return {
    mdgl: version,
    preset,
    settings,
    rule,
    seeds: Array.from({ length: runs }, (_, n) => n + 1),
    feedback: feedbackOf(ruleOf(rule), feedback),
    engine,
    pairs,
    from: [...from].sort((a, b) => a - b),
  };
}
