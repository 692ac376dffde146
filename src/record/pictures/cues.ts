import type { TaskSettings } from '../../core/settings';
import type { Recording } from '../recording';
import { seriesOf } from '../series-of';

/** A span of a trial in which the task says something, ms. */
export interface Cue {
  label: string;
  start: number;
  end: number;
}

/**
 * When a trial of evidence accumulation has its cues and the recall. Where the input's spikes were recorded, a cue is named
 * by its side, L or R.
 *
 * @returns nothing where the recording does not say what the task was
 * @example
 * cuesOf(recording, 0)[0] // such as { label: 'L', start: 0, end: 100 }
 */
export function cuesOf(recording: Recording, trial?: number): Cue[] {
  const task = taskOf(recording);
  if (!task) return [];
  const { cues, cueMs, slotMs, delayMs, recallMs } = task;
  const recall = cues * slotMs + delayMs;
  return [
    ...Array.from({ length: cues }, (_, cue) => ({ label: sideOf(recording, task, cue, trial), start: cue * slotMs, end: cue * slotMs + cueMs })),
    { label: 'recall', start: recall, end: recall + recallMs },
  ];
}

/** What the recording's settings say of the task. */
export function taskOf({ attributes: { settings } }: Recording): TaskSettings | undefined {
  return (settings as { task?: TaskSettings } | undefined)?.task;
}

/** The side whose population fires more; backgrounds do not. */
function sideOf(recording: Recording, { cueMs, slotMs, neuronsPerPopulation: n }: TaskSettings, cue: number, trial?: number): string {
  if (!recording.arrays.inputSpikes) return 'cue';
  const count = (first: number) => {
    let spikes = 0;
    for (let input = first; input < first + n; input++) {
      spikes += seriesOf(recording, 'inputSpikes', { trial, input }).subarray(cue * slotMs, cue * slotMs + cueMs).reduce((a, b) => a + b, 0);
    }
    return spikes;
  };
  return count(0) > count(n) ? 'L' : 'R';
}
