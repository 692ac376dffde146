import * as z from 'zod';
import { MAX_CHANNELS, raster } from '../network/raster';
import type { Trial } from '../network/trial';
import { below, stream, type Stream } from '../random';
import { addPoisson } from './spikes';
import { batchOf, groupsOf, type Cue, type InputGroup, type Task, type TrialBatch, type Use } from './task';

/** Poisson counts of 100 a step stay below the most that an input may have. */
const rate = z.number().positive().max(100_000);
const whole = z.int().positive();

/** What settings of evidence accumulation say of its spans and populations. */
export const evidenceSizes = {
  cues: whole.refine((n) => n % 2 === 1, 'the number of cues must be odd, so that one side has more').max(30),
  cueMs: whole,
  slotMs: whole,
  delayMs: z.int().nonnegative(),
  recallMs: whole,
  neuronsPerPopulation: whole.max(Math.floor(MAX_CHANNELS / 4)),
};

const settings = z.strictObject({
  name: z.literal('evidence-accumulation').optional(),
  ...evidenceSizes,
  cueRateHz: rate,
  recallRateHz: rate,
  backgroundRateHz: rate,
}).refine((t) => t.cueMs <= t.slotMs, { path: ['cueMs'], message: 'must not be longer than slotMs' });

/** Settings of evidence accumulation. */
export type EvidenceAccumulationSettings = Readonly<z.infer<typeof settings>>;

/**
 * Makes a batch of evidence accumulation: several cues, each left or right, a delay, then a recall cue; were there more on the left?
 *
 * Inputs are four populations of n = `neuronsPerPopulation`: left cue 0 … n−1, right cue n …, recall 2n …, background 3n …;
 * the target is class 1 where most cues were left, else 0. The patterns of left and right are a random permutation of all
 * there are (further permutations in a batch that is larger), so a batch does not repeat one that it could have avoided.
 * @param iteration which batch: seed, use and iteration fix every spike
 * @throws InputError for a seed, an iteration or a count that is no whole number, or out of range
 * @see Liu et al. 2021, Fig. 3 and Methods; Morcos & Harvey 2016
 * @example
 * const { trials, steps } = evidenceAccumulation(settings().task, 1, 'training', 0, 64); // steps 2000
 */
export function evidenceAccumulation(
  task: EvidenceAccumulationSettings, seed: number, use: Use, iteration: number, count: number
): TrialBatch {
  return batchOf(stepsOfTask(task), { seed, use, iteration, count }, function* (streamOf) {
    const patterns = shuffled(2 ** task.cues, stream(seed, `${use} patterns`, iteration));
    for (let m = 0; m < count; m++) yield trialOf(task, patterns.next().value, streamOf(m));
  });
}

type Sizes = { readonly [K in keyof typeof evidenceSizes]: number };

/** Counts the steps of a trial: all cues' slots, the delay and the recall. */
export function stepsOfTask({ cues, slotMs, delayMs, recallMs }: Sizes): number {
  return cues * slotMs + delayMs + recallMs;
}

/** Evidence accumulation, as a task of the list. */
export const evidenceAccumulationTask = {
  name: 'evidence-accumulation',
  source: 'Liu et al. 2021, Fig. 3C',
  settings,
  size: (task) => ({ inputs: 4 * task.neuronsPerPopulation, outputs: 2, steps: stepsOfTask(task) }),
  batch: evidenceAccumulation,
  inputGroups: evidenceGroups,
  cues: (task) => evidenceCues(task, 0),
} as const satisfies Task<EvidenceAccumulationSettings>;

/** Returns the four populations of inputs. */
export function evidenceGroups(task: Sizes): InputGroup[] {
  return groupsOf(['left', 'right', 'recall', 'noise'], task);
}

/** Returns the spans of the cues and of the recall. @param silence ms from the begin of a slot to its cue */
export function evidenceCues(task: Sizes, silence: number): Cue[] {
  const { cues, cueMs, slotMs, recallMs } = task;
  const [left, right] = evidenceGroups(task);
  const steps = stepsOfTask(task);
  return [
    ...Array.from({ length: cues }, (_, cue) => ({
      label: 'cue',
      start: cue * slotMs + silence,
      end: cue * slotMs + silence + cueMs,
      oneOf: [
        { ...left, label: 'L' },
        { ...right, label: 'R' },
      ],
    })),
    { label: 'recall', start: steps - recallMs, end: steps },
  ];
}

/** Makes one trial; cue c is left where bit c of the pattern is 1. */
function trialOf(task: EvidenceAccumulationSettings, pattern: number, from: Stream): Trial {
  const { cues, cueMs, slotMs, recallMs, neuronsPerPopulation: n } = task;
  const steps = stepsOfTask(task);
  const spikes: number[] = [];
  let left = 0;
  for (let cue = 0; cue < cues; cue++) {
    const isLeft = (pattern >> cue) & 1;
    left += isLeft;
    addPoisson(spikes, from, { first: isLeft ? 0 : n, neurons: n, start: cue * slotMs, steps: cueMs, rateHz: task.cueRateHz });
  }
  addPoisson(spikes, from, { first: 2 * n, neurons: n, start: steps - recallMs, steps: recallMs, rateHz: task.recallRateHz });
  addPoisson(spikes, from, { first: 3 * n, neurons: n, start: 0, steps, rateHz: task.backgroundRateHz });
  return { input: raster(steps, spikes), target: { class: left > cues / 2 ? 1 : 0 } };
}

/** Draws the integers 0 … n−1 in random order, then again in another, and so on; only what is taken is drawn (Fisher–Yates). */
function* shuffled(n: number, from: Stream): Generator<number, never> {
  for (;;) {
    const moved = new Map<number, number>();
    for (let i = 0; i < n; i++) {
      const j = i + below(from, n - i);
      yield moved.get(j) ?? j;
      moved.set(j, moved.get(i) ?? i);
    }
  }
}
