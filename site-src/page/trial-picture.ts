import { judgeTrial, lessonAt, simulate, taskOf, type Cue, type Progress, type Raster, type Run } from 'mdgl/browser';
import type { SpikeGroup, TrialPicture } from './messages';

/** Makes the picture of the first trial of a validation at this progress. */
export function trialPicture(run: Run, progress: Progress): TrialPicture {
  const { settings } = run;
  const { network, weights, trials, count, steps } = lessonAt(run, progress);
  const [{ input, target }] = trials;
  const { spikes, logits } = simulate(network, weights, input);
  const task = taskOf(settings.task);
  const groups = task.inputGroups?.(settings.task) ?? [{ label: 'input', first: 0, count: network.inputs }];
  const { accuracy } = judgeTrial(logits, target, { trials: count, steps });
  return {
    rule: run.rule.id,
    iteration: progress.iteration,
    steps,
    groups: [
      ...groups.map(({ label, first, count: rows }) =>
        groupOf(input, label, Array.from({ length: rows }, (_, n) => first + n))),
      ...settings.network.cellTypes.map(({ name }, type) =>
        ({ ...groupOf(spikes, name, [...network.types.keys()].filter((p) => network.types[p] === type)), type })),
    ],
    cues: (task.cues?.(settings.task) ?? []).map((cue) => ({ label: sideOf(cue, input), start: cue.start, end: cue.end })),
    isRight: accuracy === null ? undefined : accuracy > 0,
  };
}

/** Picks the spikes of some channels, a row each. */
function groupOf({ offsets, channels }: Raster, label: string, members: readonly number[]): SpikeGroup {
  const rowOf = new Map(members.map((channel, row) => [channel, row]));
  const spikes: number[] = [];
  for (let step = 0; step + 1 < offsets.length; step++) {
    for (const channel of channels.subarray(offsets[step], offsets[step + 1])) {
      const row = rowOf.get(channel);
      if (row !== undefined) spikes.push(step, row);
    }
  }
  return { label, rows: members.length, spikes: Uint32Array.from(spikes) };
}

/** Names a cue by the group that fires most in it. */
function sideOf({ label, start, end, oneOf = [] }: Cue, { offsets, channels }: Raster): string {
  const fired = channels.subarray(offsets[start], offsets[end]);
  const counts = oneOf.map(({ first, count }) => fired.filter((channel) => channel >= first && channel < first + count).length);
  return oneOf[counts.indexOf(Math.max(...counts))]?.label ?? label;
}
