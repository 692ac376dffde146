import { describe, expect, it } from 'vitest';
import { spikesAt, stepsOf } from '../../../src/core/network/raster';
import type { Trial } from '../../../src/core/network/trial';
import { settings } from '../../../src/core/settings';
import { evidenceAccumulation, type EvidenceAccumulationSettings } from '../../../src/core/tasks/evidence-accumulation';

const task = settings('figure3c').task;
const batch = (changes: Partial<EvidenceAccumulationSettings> = {}, count = 64, iteration = 0) =>
  evidenceAccumulation({ ...task, ...changes }, 1, 'training', iteration, count);
const LEFT = 0, RIGHT = 1, RECALL = 2, BACKGROUND = 3;

/** Spikes of a population from one step to before another. */
function spikesOf({ input }: Trial, population: number, from = 0, to = stepsOf(input)): number {
  let spikes = 0;
  for (let t = from; t < to; t++) spikes += spikesAt(input, t).filter((i) => Math.floor(i / 10) === population).length;
  return spikes;
}

/** Which cues were left, as the input shows it: 40 spikes of one population are expected in each, and none of the other. */
function leftCues(trial: Trial): boolean[] {
  return Array.from({ length: 7 }, (_, cue) => {
    const [left, right] = [LEFT, RIGHT].map((population) => spikesOf(trial, population, 150 * cue, 150 * cue + 100));
    expect(Math.min(left, right)).toBe(0);
    expect(Math.max(left, right)).toBeGreaterThan(10);
    return left > 0;
  });
}

const classOf = ({ target }: Trial) => 'class' in target ? target.class : undefined;

describe('evidence accumulation', () => {
  it('lasts 7 · 150 + 800 + 150 = 2000 steps in Figure 3C', () => {
    expect(batch().steps).toBe(2000);
    expect([...batch({}, 3).trials].map(({ input }) => stepsOf(input))).toEqual([2000, 2000, 2000]);
  });

  it('asks for class 1 where more than 3.5 cues were left', () => {
    const trials = [...batch().trials];
    for (const trial of trials) expect(classOf(trial)).toBe(leftCues(trial).filter(Boolean).length > 3.5 ? 1 : 0);
    expect(new Set(trials.map(classOf))).toEqual(new Set([0, 1]));
  });

  it('lets cue populations fire in the first 100 ms of their slots alone', () => {
    for (const trial of batch().trials) {
      for (let cue = 0; cue < 7; cue++) {
        expect(spikesOf(trial, LEFT, 150 * cue + 100, 150 * (cue + 1)) + spikesOf(trial, RIGHT, 150 * cue + 100, 150 * (cue + 1))).toBe(0);
      }
      expect(spikesOf(trial, LEFT, 1050) + spikesOf(trial, RIGHT, 1050)).toBe(0);
    }
  });

  it('lets the recall population fire in the last 150 ms alone, the background throughout', () => {
    for (const trial of batch().trials) {
      expect(spikesOf(trial, RECALL, 0, 1850)).toBe(0);
      expect(spikesOf(trial, RECALL, 1850)).toBeGreaterThan(20);
      for (let t = 0; t < 2000; t += 500) expect(spikesOf(trial, BACKGROUND, t, t + 500)).toBeGreaterThan(10);
    }
  });

  it('fires at 40, 40 and 10 Hz', () => {
    const trials = [...batch({}, 128).trials];
    const rateHz = (population: number, neuronMs: number, from?: number, to?: number) =>
      1000 * trials.reduce((sum, trial) => sum + spikesOf(trial, population, from, to), 0) / (128 * neuronMs);
    // one of the two cue populations fires for 700 ms
    expect(Math.abs(rateHz(LEFT, 7000) + rateHz(RIGHT, 7000) - 40)).toBeLessThan(0.7);
    expect(Math.abs(rateHz(RECALL, 1500) - 40)).toBeLessThan(1.5);
    expect(Math.abs(rateHz(BACKGROUND, 20_000) - 10)).toBeLessThan(0.2);
    // and as often early as late
    expect(Math.abs(rateHz(BACKGROUND, 10, 0, 1) - 10)).toBeLessThan(8);
    expect(Math.abs(rateHz(BACKGROUND, 10, 1999, 2000) - 10)).toBeLessThan(8);
  });

  it('fires as a Poisson process does: neurons alike, counts above 1 as often as they should be', () => {
    const trials = [...batch({ backgroundRateHz: 500 }, 16).trials];
    const spikes = Array(10).fill(0);
    const cells = [0, 0, 0, 0];
    for (const { input } of trials) {
      for (let t = 0; t < 1000; t++) {
        const counts = Array(10).fill(0);
        spikesAt(input, t).forEach((i) => { if (i >= 30) counts[i - 30]++; });
        counts.forEach((n, i) => { spikes[i] += n; cells[Math.min(n, 3)]++; });
      }
    }
    for (const n of spikes) expect(Math.abs(n - 8000)).toBeLessThan(350);
    // e^−½, ½ e^−½, ⅛ e^−½, the rest, of 160,000
    [0.60653, 0.30327, 0.07582, 0.01439].forEach((share, n) => expect(Math.abs(cells[n] / 160_000 - share)).toBeLessThan(0.004));
  });

  it('shows each of the 128 patterns once before any comes again, half of them to the left', () => {
    const trials = [...batch({}, 300).trials];
    const patterns = trials.map((trial) => leftCues(trial).map(Number).join(''));
    expect(new Set(patterns.slice(0, 128)).size).toBe(128);
    expect(new Set(patterns.slice(128, 256)).size).toBe(128);
    expect(patterns.slice(128, 256)).not.toEqual(patterns.slice(0, 128));
    expect(trials.slice(0, 128).filter((trial) => classOf(trial) === 1)).toHaveLength(64);
  });

  it('takes a random half of the patterns in each batch', () => {
    const patterns = [0, 1].map((iteration) => [...batch({}, 64, iteration).trials].map((trial) => leftCues(trial).join()));
    const shared = patterns[1].filter((pattern) => patterns[0].includes(pattern)).length;
    expect(shared).toBeGreaterThan(16);
    expect(shared).toBeLessThan(48);
  });

  it('makes trials when they are asked for, the same ones each time', () => {
    const endless = batch({ cues: 29, slotMs: 100 }, 1e9);
    expect(endless.count).toBe(1e9);
    const [[first], [again]] = [0, 1].map(() => { for (const trial of endless.trials) return [trial]; return []; });
    expect(again).toEqual(first);
  });

  it('makes a trial by itself: the size of the batch does not matter', () => {
    expect([...batch({}, 64).trials].slice(0, 5)).toEqual([...batch({}, 5).trials]);
  });

  it('differs from seed to seed, iteration to iteration, and between training and validation', () => {
    const firsts = [
      evidenceAccumulation(task, 1, 'training', 0, 1), evidenceAccumulation(task, 2, 'training', 0, 1),
      evidenceAccumulation(task, 1, 'training', 1, 1), evidenceAccumulation(task, 1, 'validation', 0, 1),
    ].map(({ trials }) => [...trials][0].input.channels.join());
    expect(new Set(firsts).size).toBe(4);
  });

  it('draws spikes anew for each seed, use, iteration and trial, not only other patterns', () => {
    const background = ({ input }: Trial) =>
      [...Array(stepsOf(input)).keys()].flatMap((t) => [...spikesAt(input, t)].filter((i) => i >= 30).map((i) => `${t}:${i}`)).join();
    const batches = [
      evidenceAccumulation(task, 1, 'training', 0, 2), evidenceAccumulation(task, 2, 'training', 0, 2),
      evidenceAccumulation(task, 1, 'training', 1, 2), evidenceAccumulation(task, 1, 'validation', 0, 2),
    ];
    expect(new Set(batches.flatMap(({ trials }) => [...trials].map(background))).size).toBe(8);
  });

  it('draws patterns anew for each seed, use and iteration, not only other spikes', () => {
    const batches = [
      evidenceAccumulation(task, 1, 'training', 0, 8), evidenceAccumulation(task, 2, 'training', 0, 8),
      evidenceAccumulation(task, 1, 'training', 1, 8), evidenceAccumulation(task, 1, 'validation', 0, 8),
    ];
    expect(new Set(batches.map(({ trials }) => [...trials].map((trial) => leftCues(trial).join()).join(';'))).size).toBe(4);
  });

  it('takes other sizes: one cue, populations of one, no delay', () => {
    const changes = { cues: 1, cueMs: 20, slotMs: 30, delayMs: 0, recallMs: 10, neuronsPerPopulation: 1, cueRateHz: 2000 };
    const { steps, trials } = batch(changes, 4);
    expect(steps).toBe(40);
    for (const trial of trials) {
      const channels = new Set(Array.from({ length: 20 }, (_, t) => [...spikesAt(trial.input, t)]).flat().filter((i) => i < 2));
      expect([...channels]).toEqual([classOf(trial) === 1 ? 0 : 1]);
    }
  });
});
