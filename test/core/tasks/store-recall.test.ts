import { describe, expect, it } from 'vitest';
import type { Trial } from '../../../src/core/network/trial';
import { ruleOf } from '../../../src/core/rules';
import { settings } from '../../../src/core/settings';
import { storeRecall as task } from '../../../src/core/tasks/store-recall';
import { begin } from '../../../src/core/training/train';
import { lessonAt } from '../../../src/record/lesson-at';
import { cuesOf } from '../../../src/record/pictures/cues';
import { record } from '../../../src/record/record';
import { channelsOf, expectRate, spikesOf } from '../../support/spikes-of';

const all = settings('store-recall');
const trials = [...task.batch(all.task, 1, 'training', 0, 300).trials];

/** Reads a trial off its spikes: of each symbol which groups fire, such as 0, S1 or R. */
function symbolsOf(trial: Trial): string[] {
  return Array.from({ length: 12 }, (_, symbol) =>
    task.inputGroups(all.task).filter((group) => spikesOf(trial, group, 200 * symbol, 200 * (symbol + 1)) > 0).map(({ label }) => label)
      .sort().reverse().join(''));
}
const read = trials.map(symbolsOf);

describe('store-recall', () => {
  it('lasts 12 symbols of 200 steps', () => expect(task.size(all.task)).toEqual({ inputs: 100, outputs: 2, steps: 2400 }));

  it('shows a value in each symbol but recalls, which come alone', () => {
    expect(new Set(read.flat())).toEqual(new Set(['0', '1', 'S0', 'S1', 'R']));
  });

  it('has stores and recalls in turn, a store first and a recall last, never a recall at once', () => {
    for (const symbols of read) {
      expect(symbols.map((symbol) => symbol[0]).filter((symbol) => 'SR'.includes(symbol)).join('')).toMatch(/^(SR)+$/);
      expect(symbols.map((symbol) => symbol[0]).join('')).not.toMatch(/S[SR]/);
    }
  });

  it('asks in the span of each recall for the value of the store before', () => {
    trials.forEach(({ target }, m) => {
      let stored = '';
      const windows = read[m].flatMap((symbol, at) => {
        if (symbol.startsWith('S')) stored = symbol[1];
        return symbol === 'R' ? [{ class: Number(stored), from: 200 * at, to: 200 * (at + 1) }] : [];
      });
      expect(target).toEqual({ windows });
    });
  });

  // By hand, as all sequences of 12 can be listed: weight p^commands (1 − p)^others of those that are valid.
  it('has as many commands as sequences that are drawn with probability 1/7 until one is valid', () => {
    let weight = 0, commands = 0;
    for (let bits = 0; bits < 2 ** 12; bits++) {
      const isCommand = Array.from({ length: 12 }, (_, at) => (bits >> at) & 1);
      const count = isCommand.reduce((a, b) => a + b, 0);
      const isStore = isCommand.map((is, at) => is && isCommand.slice(0, at).filter(Boolean).length % 2 === 0);
      if (count === 0 || count % 2 || isStore.some((is, at) => is && isCommand[at + 1])) continue;
      const w = (1 / 7) ** count * (6 / 7) ** (12 - count);
      weight += w;
      commands += w * count;
    }
    expect(all.task.commandProbability).toBe(1 / 7);
    const mean = read.flat().filter((symbol) => /[SR]/.test(symbol)).length / 300;
    expect(Math.abs(mean - commands / weight)).toBeLessThan(0.2);
  });

  it('draws values by a fair coin, that after a store too', () => {
    const share = (of: readonly string[]) => of.filter((symbol) => symbol.endsWith('1')).length / of.length;
    expect(Math.abs(share(read.flat().filter((symbol) => /^[01]$/.test(symbol))) - 0.5)).toBeLessThan(0.05);
    const stores = read.flatMap((symbols) => symbols.flatMap((symbol, at) => symbol.startsWith('S') ? [[symbol, symbols[at + 1]]] : []));
    expect(Math.abs(share(stores.map(([store]) => store)) - 0.5)).toBeLessThan(0.1);
    expect(Math.abs(stores.filter(([store, next]) => store[1] === next).length / stores.length - 0.5)).toBeLessThan(0.1);
  });

  it('names symbols in pictures by the inputs that fire', () => {
    const run = { settings: settings('store-recall', { training: { trials: 2, validationTrials: 2 } }), rule: ruleOf('e-prop'), seed: 1 };
    const recording = record({ ...lessonAt(run, begin(run)), ofTrials: 'all', what: ['inputSpikes'] });
    const validation = [...task.batch(all.task, 1, 'validation', 0, 2).trials];
    for (const m of [0, 1]) expect(cuesOf(recording, m).map(({ label }) => label)).toEqual(symbolsOf(validation[m]));
  });

  it('fires at 50 Hz, at most once a step', () => {
    const [zero, , one] = task.inputGroups(all.task);
    const perValue = trials.map((trial, m) =>
      (spikesOf(trial, zero) + spikesOf(trial, one)) / read[m].filter((symbol) => symbol !== 'R').length);
    expectRate(perValue, 25 * 200, 50);
    for (const { input } of trials.slice(0, 20)) expect(channelsOf(input).every((step) => new Set(step).size === step.length)).toBe(true);
  });

  it('refuses two symbols, and a probability with which few trials would be valid', () => {
    const change = (changes: object) => () => settings('store-recall', { task: { name: 'store-recall', ...changes } });
    expect(change({ symbols: 2 })).toThrow(/symbols/);
    expect(change({ commandProbability: 0.9 })).toThrow(/commandProbability/);
  });
});

it('a rate that is too small for a spike in any trial brings none', () => {
  const [{ input }] = task.batch({ ...all.task, rateHz: 1e-14 }, 1, 'training', 0, 1).trials;
  expect(input.channels).toHaveLength(0);
});
