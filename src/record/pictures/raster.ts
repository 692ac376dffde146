import { groupBy } from '../../core/stats/group-by';
import { cellColor } from '../../plot/colors';
import { spikePanel } from '../../plot/spike-panel';
import { ink, type Spec } from '../../plot/theme';
import { fullWindow, type TimeWindow } from '../../plot/time-window';
import type { Recording } from '../recording';
import { seriesOf } from '../series-of';
import { inputGroupsOf } from './cues';
import { trialSpec, type TrialPicture } from './trial-picture';

/**
 * Draws the spikes of a trial as Vega-Lite: the recorded neurons sorted by cell type, LIF before adaptive ones, with the task's cues and
 * recall shaded; above them the inputs, where they were recorded (and then cues are named by their side).
 * @param recording with `spikes`
 * @throws InputError if spikes or the trial were not recorded, or the window is not within the trial
 * @example rasterSpec(record({ ...lesson, what: ['spikes', 'inputSpikes'] }))
 */
export function rasterSpec(recording: Recording, picture: TrialPicture = {}): Spec {
  const { trial } = picture;
  seriesOf(recording, 'spikes', { trial });
  const window = fullWindow(picture, recording.coordinates.step.data.length);
  const inputs = recording.arrays.inputSpikes ? [inputPanel(recording, trial, window)] : [];
  const description = 'Spikes of a trial, neurons sorted by cell type; cues and recall are shaded';
  return trialSpec(recording, picture, { description, window, panels: [...inputs, neuronPanel(recording, trial, window)] });
}

function neuronPanel(recording: Recording, trial: number | undefined, window: Required<TimeWindow>) {
  const { neuron, neuronType, beta } = recording.coordinates;
  const all = Array.from(neuron.data, (p, n) => ({ p, type: neuronType.data[n], adapts: beta.data[n] > 0 }));
  all.sort((a, b) => a.type - b.type || Number(a.adapts) - Number(b.adapts) || a.p - b.p);
  const groups = [...groupBy(all, ({ type, adapts }) => `${type} ${adapts}`).values()];
  return spikePanel({
    heading: `neurons (${all.length})`,
    rows: all.map(({ p, type }) =>
      ({ color: cellColor(type), steps: spikeSteps(seriesOf(recording, 'spikes', { trial, neuron: p }), window) })),
    groups: groups.map(({ length, 0: { type, adapts } }) =>
      ({ name: groupName(neuronType.meanings![type], adapts ? 'ALIF' : 'LIF'), color: cellColor(type), rows: length })),
    height: Math.max(60, Math.min(300, 3 * all.length)),
  });
}

/** Names neurons of a type and a kind, which may be called alike. */
function groupName(type: string, kind: string): string {
  return type === kind ? kind : `${type} ${kind}`;
}

function inputPanel(recording: Recording, trial: number | undefined, window: Required<TimeWindow>) {
  const count = recording.coordinates.input.data.length;
  const named = inputGroupsOf(recording) ?? [];
  const areAll = named.reduce((sum, group) => sum + group.count, 0) === count;
  const groups = (areAll ? named : [{ label: '', count }]).map((group) => ({ name: group.label, color: ink, rows: group.count }));
  const rows = Array.from({ length: count }, (_, input) =>
    ({ color: ink, steps: spikeSteps(seriesOf(recording, 'inputSpikes', { trial, input }), window) }));
  return spikePanel({ heading: `inputs (${count})`, rows, groups, height: Math.max(48, Math.min(100, 2.4 * count)) });
}

/** Lists the steps of a window at which there are spikes. */
export function spikeSteps(counts: Float64Array, { from, to }: Required<TimeWindow>): number[] {
  return Array.from({ length: to - from }, (_, n) => from + n).filter((t) => counts[t] > 0);
}
