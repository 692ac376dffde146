import type { z } from 'zod';
import { checkedSeed, checkedWhole } from '../checked';
import type { Trial } from '../network/trial';
import { stream, type Stream } from '../random';
import type { Settings } from '../settings';

/** What is known of the settings of any task. */
export interface TaskSettings {
  /** Which task; by default the first of the list. */
  readonly name?: string;
}

/** What a network learns. */
export interface Task<S extends TaskSettings = any> {
  /** As `settings.task.name` says it. */
  readonly name: string;
  /** Where it is defined, in short. */
  readonly source?: string;
  /** What its source reports of training, in words. */
  readonly reported?: string;
  /** What its settings must be, its name among them. */
  readonly settings: z.ZodType<S>;
  /** Channels of the input and of the readout, and steps of a trial. */
  readonly size: (settings: S) => TaskSize;
  /** A batch of trials, which seed, use and iteration fix to the last spike. */
  readonly batch: (settings: S, seed: number, use: Use, iteration: number, count: number) => TrialBatch;
  /** For pictures: which inputs belong together. */
  readonly inputGroups?: (settings: S) => readonly InputGroup[];
  /** For pictures: when a trial says something. */
  readonly cues?: (settings: S) => readonly Cue[];
  /** Whether runs are summed up by median and quartiles, on an axis of powers of ten, as the source does; by default by mean ± sd. */
  readonly inQuartiles?: true;
  /** Settings of its source. @param base those of Figure 3C, for what the source leaves open */
  readonly preset?: (base: Settings) => Settings<S>;
}

/** Which batch: one to train on, one to validate with, or one to find out whether training may stop. */
export type Use = 'training' | 'validation' | 'stop';

export interface TaskSize {
  readonly inputs: number;
  readonly outputs: number;
  readonly steps: number;
}

/** Trials of equal length, made one by one as they are asked for; asked again, the same ones come again. */
export interface TrialBatch {
  readonly count: number;
  readonly steps: number;
  readonly trials: Iterable<Trial>;
}

/** Which batch is wanted: these four fix it to the last spike. */
interface BatchKey {
  readonly seed: number;
  readonly use: Use;
  readonly iteration: number;
  readonly count: number;
}

/**
 * Makes a batch of trials.
 * @param draw yields the trials; is handed the stream of each trial's input
 * @throws InputError for a seed, an iteration or a count that is no whole number, or out of range
 */
export function batchOf(
  steps: number, { seed, use, iteration, count }: BatchKey, draw: (streamOf: (trial: number) => Stream) => Iterator<Trial>
): TrialBatch {
  checkedSeed(seed);
  checkedWhole('iteration', iteration);
  checkedWhole('count', count, 1);
  return { count, steps, trials: { [Symbol.iterator]: () => draw((trial) => stream(seed, `${use} input`, iteration, trial)) } };
}

/** Makes the batches of a task whose trials know nothing of one another. @param trialOf draws one trial from its own stream */
export function trialByTrial<S>(stepsOf: (settings: S) => number, trialOf: (settings: S, from: Stream) => Trial) {
  return (settings: S, seed: number, use: Use, iteration: number, count: number): TrialBatch =>
    batchOf(stepsOf(settings), { seed, use, iteration, count }, function* (streamOf) {
      for (let m = 0; m < count; m++) yield trialOf(settings, streamOf(m));
    });
}

/** Returns groups of equally many inputs, in the order of their labels. */
export function groupsOf(labels: readonly string[], { neuronsPerPopulation: n }: { readonly neuronsPerPopulation: number }): InputGroup[] {
  return labels.map((label, g) => ({ label, first: g * n, count: n }));
}

/** Inputs with numbers from `first` on. */
export interface InputGroup {
  readonly label: string;
  readonly first: number;
  readonly count: number;
}

/** A span of a trial in which the task says something, ms. */
export interface Cue {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** Groups of which one fires in this span, and so gives the cue its label. */
  readonly oneOf?: readonly InputGroup[];
}
