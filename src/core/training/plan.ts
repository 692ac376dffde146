import { isRecord, seedsOf } from '../checked';
import { engineNameOf } from '../engine';
import type { EngineName } from '../engine/engine';
import { InputError } from '../errors';
import { ruleOf } from '../rules';
import { feedbackNameOf } from '../rules/feedback';
import type { FeedbackName } from '../rules/feedback/feedback';
import type { PresetName, Settings } from '../settings';
import { version } from '../version';
import { mustBePossible } from './run';

/** What determines several runs: every rule with every seed. */
export interface Plan {
  /** Version of this package. */
  readonly mdgl: string;
  /** What the settings were made from; they alone count. */
  readonly preset: PresetName;
  readonly settings: Settings;
  /** Ids, in the order of the results. */
  readonly rules: readonly string[];
  readonly seeds: readonly number[];
  /** Of each rule. */
  readonly feedback: Readonly<Record<string, FeedbackName>>;
  readonly engine: EngineName;
}

/** What is chosen for a plan. */
export type Choices = Pick<Plan, 'preset' | 'settings'> & {
  /** By default that of the settings' units. */
  readonly engine?: EngineName;
  /** Ids, each with the name of a feedback of its own behind it if wanted: `e-prop:random`. */
  readonly rules: readonly string[];
  /** Number of seeds, from 1 on. */
  readonly runs: number;
  /** By default each rule's own. */
  readonly feedback?: FeedbackName;
};

/** @throws InputError for an unknown rule, one that is named twice, or one whose types, feedback or engine cannot go with the settings */
export function planOf({ preset, settings, rules, engine, runs, feedback }: Choices): Plan {
  const parts = rules.map((rule) => /^([^:]*)(?::(.*))?$/s.exec(rule)!);
  const [ids, own] = [1, 2].map((part) => parts.map((matched) => matched[part]));
  const twice = ids.find((id, n) => ids.indexOf(id) !== n);
  if (twice) throw new InputError(`rule ${twice} is named twice; name each rule once`);
  const names = ids.map((id, n) => feedbackNameOf(ruleOf(id), (own[n] as FeedbackName | undefined) ?? feedback));
  ids.forEach((id, n) => mustBePossible({ settings, rule: ruleOf(id), seed: 1, feedback: names[n] }));
  return {
    mdgl: version,
    preset,
    settings,
    rules: ids,
    seeds: seedsOf(runs),
    feedback: Object.fromEntries(ids.map((id, n) => [id, names[n]])),
    engine: engineNameOf(settings, engine),
  };
}

/**
 * Tells in what one plan differs from another; each difference names its place and both values.
 * @example
 * differences({ seeds: [1] }, { seeds: [1, 2] }) // ['seeds: [1] there, [1,2] here']
 */
export function differences(there: unknown, here: unknown, place = ''): string[] {
  if (isRecord(there) && isRecord(here)) {
    const names = new Set([...Object.keys(there), ...Object.keys(here)]);
    return [...names].flatMap((name) => differences(there[name], here[name], place ? `${place}.${name}` : name));
  }
  const [a, b] = [JSON.stringify(there) ?? 'nothing', JSON.stringify(here) ?? 'nothing'];
  return a === b ? [] : [`${place}: ${a} there, ${b} here`];
}
