import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../src/core/network/network';
import type { Trial } from '../../../src/core/network/trial';
import { settings } from '../../../src/core/settings';
import { evidenceAccumulationEprop as task } from '../../../src/core/tasks/evidence-accumulation-eprop';
import { channelsOf, expectRate, spikesOf } from '../../support/spikes-of';

const all = settings('evidence-accumulation-eprop');
const [left, right, recall, noise] = task.inputGroups(all.task);
const trials = [...task.batch(all.task, 1, 'training', 0, 400).trials];

/** Which cues were on the right; 40 spikes of one population are expected in each, and none of the other. */
function rightCues(trial: Trial): boolean[] {
  return Array.from({ length: 7 }, (_, cue) => {
    const [l, r] = [left, right].map((group) => spikesOf(trial, group, 150 * cue + 50, 150 * (cue + 1)));
    expect(Math.min(l, r)).toBe(0);
    expect(Math.max(l, r)).toBeGreaterThan(10);
    return r > 0;
  });
}

describe('evidence accumulation of the e-prop authors', () => {
  it('lasts 7 · 150 + 1050 + 150 = 2250 steps, and judges the last 150', () => {
    expect(task.size(all.task)).toEqual({ inputs: 40, outputs: 2, steps: 2250 });
    for (const { target } of trials) expect(target).toMatchObject({ lastSteps: 150 });
  });

  it('asks for class 1 where more than 3 cues were on the right', () => {
    for (const trial of trials) expect(trial.target).toMatchObject({ class: rightCues(trial).filter(Boolean).length > 3 ? 1 : 0 });
  });

  it('lets cues fire after 50 ms of silence, the recall in the last 150 ms alone', () => {
    for (const trial of trials.slice(0, 50)) {
      for (const group of [left, right]) {
        for (let cue = 0; cue < 7; cue++) expect(spikesOf(trial, group, 150 * cue, 150 * cue + 50)).toBe(0);
        expect(spikesOf(trial, group, 1050)).toBe(0);
      }
      expect(spikesOf(trial, recall, 0, 2100)).toBe(0);
    }
    expect(task.cues(all.task)[1]).toMatchObject({ start: 200, end: 300 });
  });

  it('fires at 40, 40 and 10 Hz, at most once a step', () => {
    expectRate(trials.map((trial) => spikesOf(trial, left) + spikesOf(trial, right)), 10 * 700, 40);
    expectRate(trials.map((trial) => spikesOf(trial, recall)), 10 * 150, 40);
    expectRate(trials.map((trial) => spikesOf(trial, noise)), 10 * 2250, 10);
    for (const { input } of trials.slice(0, 20)) expect(channelsOf(input).every((step) => new Set(step).size === step.length)).toBe(true);
  });

  // A cue is on the side of its trial with p = 0.7. The number on the right is one of two binomials: mean 3.5, variance 7 · 0.21 + 1.4².
  it('draws a side for each trial, and each cue on that side with probability 0.7', () => {
    const counts = trials.map((trial) => rightCues(trial).filter(Boolean).length);
    const mean = counts.reduce((a, b) => a + b, 0) / 400;
    const variance = counts.reduce((sum, n) => sum + (n - 3.5) ** 2, 0) / 400;
    expect(Math.abs(mean - 3.5)).toBeLessThan(0.3);
    expect(Math.abs(variance - (7 * 0.21 + 1.4 ** 2))).toBeLessThan(0.6);
    // Cues of a trial go together: both or neither on the right in 0.7² + 0.3² = 0.58, for neighbours and for the outermost.
    for (const [a, b] of [[0, 1], [0, 6]]) {
      const together = trials.filter((trial) => rightCues(trial)[a] === rightCues(trial)[b]).length;
      expect(Math.abs(together / 400 - 0.58)).toBeLessThan(0.08);
    }
  });

  it('has both classes equally often', () => {
    const ones = trials.filter(({ target }) => 'class' in target && target.class === 1).length;
    expect(Math.abs(ones - 200)).toBeLessThan(35);
  });

  it('has a preset with the constants of the source: 50 LIF and 50 ALIF, v_th 0.02926, β 1.7, four refractory steps', () => {
    const { threshold, beta, types, refractorySteps } = networkOf(all);
    expect(threshold).toBeCloseTo(0.02926234529957159, 15);
    expect(beta).toEqual([...Array(50).fill(0), ...Array(50).fill(1.7)]);
    expect(types).toEqual([...Array(50).fill(0), ...Array(50).fill(1)]);
    expect(refractorySteps).toBe(4);
  });

  it('refuses cues longer than their slots, an even number of cues, and a rate of 1000 Hz', () => {
    const change = (changes: object) => () =>
      settings('evidence-accumulation-eprop', { task: { name: 'evidence-accumulation-eprop', ...changes } });
    expect(change({ cueMs: 200 })).toThrow(/cueMs.*must not be longer than slotMs/);
    expect(change({ cues: 6 })).toThrow(/must be odd/);
    expect(change({ cueRateHz: 1000 })).toThrow(/cueRateHz/);
    expect(change({ sideProbability: 1.1 })).toThrow(/sideProbability/);
  });
});
