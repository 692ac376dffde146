import { tasks } from '../../core/tasks';
import type { Cue, InputGroup, Task } from '../../core/tasks/task';
import type { Recording } from '../recording';
import { seriesOf } from '../series-of';

/**
 * Finds when a trial says something, such as the cues and the recall of evidence accumulation. If the input's spikes were recorded, a cue
 * is named by the inputs that fire in it, such as L or R.
 * @returns none if the recording does not say what the task was, or it is not in the list of tasks
 * @example cuesOf(recording, 0)[0] // such as { label: 'L', start: 0, end: 100 }
 */
export function cuesOf(recording: Recording, trial?: number): Cue[] {
  const cues = fromTask(recording, ({ cues: of }, settings) => of?.(settings)) ?? [];
  return cues.map(({ oneOf = [], ...cue }) => {
    if (oneOf.length === 0 || !recording.arrays.inputSpikes) return cue;
    const counts = oneOf.map((group) => spikesIn(recording, group, cue, trial));
    return { ...cue, label: oneOf[counts.lastIndexOf(Math.max(...counts))].label };
  });
}

/** Inputs that belong together; undefined as in {@link cuesOf}. */
export function inputGroupsOf(recording: Recording): readonly InputGroup[] | undefined {
  return fromTask(recording, ({ inputGroups }, settings) => inputGroups?.(settings));
}

/** Reads what the recording's task says by the recording's settings. */
function fromTask<T>({ attributes: { settings } }: Recording, ask: (task: Task, settings: unknown) => T | undefined): T | undefined {
  const own = (settings as { task?: { name?: string } } | undefined)?.task;
  const task = own && tasks.find(({ name }) => name === (own.name ?? tasks[0].name));
  return task && ask(task, own);
}

function spikesIn(recording: Recording, { first, count }: InputGroup, { start, end }: Cue, trial?: number): number {
  let spikes = 0;
  for (let input = first; input < first + count; input++) {
    spikes += seriesOf(recording, 'inputSpikes', { trial, input }).subarray(start, end).reduce((a, b) => a + b, 0);
  }
  return spikes;
}
