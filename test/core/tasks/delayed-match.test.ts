import { describe, expect, it } from 'vitest';
import { ruleOf } from '../../../src/core/rules';
import { settings } from '../../../src/core/settings';
import { delayedMatch as task } from '../../../src/core/tasks/delayed-match';
import { begin } from '../../../src/core/training/train';
import { lessonAt } from '../../../src/record/lesson-at';
import { cuesOf } from '../../../src/record/pictures/cues';
import { record } from '../../../src/record/record';
import { channelsOf, expectRate, spikesOf } from '../../support/spikes-of';

const all = settings('delayed-match');
const [cue1, cue2, decision, noise] = task.inputGroups(all.task);
const trials = [...task.batch(all.task, 1, 'training', 0, 400).trials];
const shown = trials.map((trial) => [spikesOf(trial, cue1, 50, 200), spikesOf(trial, cue2, 900, 1050)]);

describe('delayed match to sample', () => {
  it('lasts 50 + 150 + 700 + 150 + 50 = 1100 steps, and judges the last 50', () => {
    expect(task.size(all.task)).toEqual({ inputs: 80, outputs: 2, steps: 1100 });
    for (const { target } of trials) expect(target).toMatchObject({ lastSteps: 50 });
  });

  it('asks for class 1 where both cues fired or both were silent', () => {
    trials.forEach(({ target }, m) => expect(target).toMatchObject({ class: (shown[m][0] > 0) === (shown[m][1] > 0) ? 1 : 0 }));
  });

  it('shows each of the four pairs equally often', () => {
    for (const [a, b] of [[false, false], [false, true], [true, false], [true, true]]) {
      const count = shown.filter(([first, second]) => first > 0 === a && second > 0 === b).length;
      expect(Math.abs(count - 100)).toBeLessThan(35);
    }
  });

  it('lets cues and decision fire in their spans alone', () => {
    trials.forEach((trial, m) => {
      expect(spikesOf(trial, cue1)).toBe(shown[m][0]);
      expect(spikesOf(trial, cue2)).toBe(shown[m][1]);
      expect(spikesOf(trial, decision, 0, 1050)).toBe(0);
    });
    expect(task.cues(all.task).map(({ start, end }) => [start, end])).toEqual([[50, 200], [900, 1050], [1050, 1100]]);
  });

  it('names cues in pictures 1 if their inputs fire, else 0', () => {
    const run = { settings: settings('delayed-match', { training: { trials: 8, validationTrials: 8 } }), rule: ruleOf('e-prop'), seed: 1 };
    const recording = record({ ...lessonAt(run, begin(run)), ofTrials: 'all', what: ['inputSpikes'] });
    [...task.batch(all.task, 1, 'validation', 0, 8).trials].forEach((trial, m) => {
      const labels = [cue1, cue2].map((group) => spikesOf(trial, group) > 0 ? '1' : '0');
      expect(cuesOf(recording, m).map(({ label }) => label)).toEqual([...labels, 'decision']);
    });
  });

  it('fires at 40, 40 and 10 Hz, at most once a step', () => {
    expectRate(shown.flat().filter((n) => n > 0), 20 * 150, 40);
    expectRate(trials.map((trial) => spikesOf(trial, decision)), 20 * 50, 40);
    expectRate(trials.map((trial) => spikesOf(trial, noise)), 20 * 1100, 10);
    for (const { input } of trials.slice(0, 20)) expect(channelsOf(input).every((step) => new Set(step).size === step.length)).toBe(true);
  });
});
