import { InputError, parseChanges, ruleOf, rules as everyRule } from 'mdgl/browser';
import { settingsWith, type Changes } from './changes';
import { choices, type Choice } from './choices';
import type { Silence } from './messages';

/** Everything that the page shows, as its address tells it. */
export interface PageState {
  readonly preset: Choice;
  readonly seed: number;
  /** Ids of the rules that train. */
  readonly rules: readonly string[];
  /** Of which the spikes are shown. */
  readonly shown: string;
  readonly changes: Changes;
  readonly silence?: Silence;
  /** Iteration at which training rests; undefined: it starts by itself. */
  readonly at?: number;
  /** Names of controls that do not show. */
  readonly hidden: readonly string[];
}

export const initially: PageState = { preset: 'tiny', seed: 1, rules: ['e-prop', 'mdgl', 'bptt'], shown: 'mdgl', changes: {}, hidden: [] };

/**
 * Reads an address.
 * @param hash as location.hash
 * @param controls names that can be hidden
 * @returns the state, in which what is wrong is as it is initially, and for each wrong value a line that says what is allowed
 */
export function readAddress(hash: string, controls: readonly string[]): { state: PageState; problems: string[] } {
  const given = [...new URLSearchParams(hash.replace(/^#/, ''))];
  const problems: string[] = [];
  const attempt = (from: PageState, change: (state: PageState) => PageState): PageState => {
    try {
      return change(from);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (!problems.includes(error.message)) problems.push(error.message);
      return from;
    }
  };
  const others = given.filter(([name]) => !name.includes('.') && name !== 'preset');
  const preset = given.find(([name]) => name === 'preset');
  const changes = given.filter(([name]) => name.includes('.'));
  // What else is allowed depends on the preset, and then on its settings; these may need one another, else each counts by itself.
  let state = preset ? attempt(initially, (old) => ({ ...old, preset: presetOf(preset[1]) })) : initially;
  const together = attempt(state, (old) => withChanges(old, changes));
  state = together !== state ? together : changes.reduce((old, change) => attempt(old, () => withChanges(old, [change])), state);
  const from = others.find(([name]) => name === 'from')?.[1] ?? '0';
  for (const [name, text] of others) state = attempt(state, (old) => withValue(old, name, text, from, controls));
  const fitting = attempt({ ...state, silence: undefined }, () => withSpeaker(state));
  return { state: fitting.rules.includes(fitting.shown) ? fitting : { ...fitting, shown: fitting.rules[0] }, problems };
}

/** Finds the first rule whose cell types say something to one another. */
export function speakerOf(rules: readonly string[]): string | undefined {
  return rules.find((rule) => ruleOf(rule).modulation);
}

/** @throws InputError if a pair is silent, but under no rule cell types speak */
function withSpeaker(state: PageState): PageState {
  if (!state.silence || speakerOf(state.rules)) return state;
  const allowed = everyRule.filter(({ modulation }) => modulation).map(({ id }) => id).join(', ');
  throw new InputError(`silence is "${state.silence.pairs}", but no rule lets cell types speak; allowed with one of ${allowed}`);
}

/** @throws InputError naming the setting and what is allowed */
function withChanges(state: PageState, entries: readonly (readonly [string, string])[]): PageState {
  const changes = { ...state.changes, ...Object.fromEntries(entries) };
  settingsWith(state.preset, changes);
  return { ...state, changes };
}

/** Writes the address of a state; what is as it is initially is left out. */
export function addressOf({ preset, seed, rules, shown, changes, silence, at, hidden }: PageState): string {
  const parts = {
    preset,
    seed: String(seed),
    rules: rules.join(','),
    show: shown,
    ...changes,
    ...(silence && { silence: silence.pairs, from: String(silence.from) }),
    ...(at !== undefined && { at: String(at) }),
    hide: hidden.join(','),
  };
  const usual: Record<string, string> = {
    preset: initially.preset, seed: String(initially.seed), rules: initially.rules.join(','), show: initially.shown, hide: '',
  };
  const given = Object.entries(parts).filter(([name, value]) => value !== usual[name]);
  return given.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3E', '>')}`).join('&');
}

/** @throws InputError naming the value and what is allowed */
function withValue(state: PageState, name: string, text: string, from: string, controls: readonly string[]): PageState {
  switch (name) {
    case 'seed': return { ...state, seed: wholeOf(name, text, 1, 2 ** 32 - 1) };
    case 'rules': return { ...state, rules: rulesOf(text) };
    case 'show': return { ...state, shown: ruleOf(text).id };
    case 'at': return { ...state, at: wholeOf(name, text, 0, iterationsOf(state)) };
    case 'from': return state;
    case 'silence': return { ...state, silence: silenceOf(state, text, wholeOf('from', from, 0, iterationsOf(state) - 1)) };
    case 'hide': return { ...state, hidden: namesOf(text, controls) };
    default: {
      const known = 'preset, seed, rules, show, at, silence, from, hide, and settings such as task.cues';
      throw new InputError(`${name} is no name that it knows; known are ${known}`);
    }
  }
}

function presetOf(text: string): Choice {
  if (Object.hasOwn(choices, text)) return text as Choice;
  throw new InputError(`preset is "${text}"; allowed on this page is ${Object.keys(choices).join(', ')}`);
}

function rulesOf(text: string): string[] {
  const rules = text.split(',').map((id) => ruleOf(id.trim()).id);
  const twice = rules.find((id, n) => rules.indexOf(id) < n);
  if (twice) throw new InputError(`rules names ${twice} twice; allowed is each rule once`);
  return rules;
}

/** Reads pairs for the settings so far. */
function silenceOf({ preset, changes }: PageState, pairs: string, from: number): Silence {
  const { cellTypes } = settingsWith(preset, changes).network;
  parseChanges({ silence: pairs }, cellTypes);
  return { pairs, from };
}

function namesOf(text: string, controls: readonly string[]): string[] {
  const names = text.split(',').filter(Boolean);
  const unknown = names.find((name) => !controls.includes(name));
  if (unknown === undefined) return names;
  throw new InputError(`hide names "${unknown}"; allowed is ${controls.join(', ')}`);
}

export function iterationsOf({ preset, changes }: Pick<PageState, 'preset' | 'changes'>): number {
  return settingsWith(preset, changes).training.iterations;
}

/** @throws InputError with the value and the range */
export function wholeOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new InputError(`${name} is "${text}"; allowed is a whole number from ${least} to ${most}`);
}
