import type { Recording } from '../recording';
import { seriesOf } from '../series-of';
import { cellColor } from '../../plot/cell-colors';
import { cuesOf } from './cues';
import { roomyRange } from '../../plot/line-panel';
import { type TrialPicture } from './raster';
import { recordingTitle } from './title';
import { scaled } from '../../plot/scaled';
import { ink, type Spec } from '../../plot/theme';
import { notebookWidthMm, timePanels, type TimePanel } from '../../plot/time-panels';
import { fullWindow, type TimeWindow } from '../../plot/time-window';

/**
 * The modulatory signal by receiving cell type, as Vega-Lite: a panel a type, with the mean of its neurons and, where it was
 * recorded, what of the mean comes from each sending type. The standard deviation over neurons, many times as large as the
 * mean, stands in the heading as a number. By default from shortly before a signal can be seen.
 *
 * @param recording with `modulatorySignal`, and as wanted `modulatorySignalByType`
 * @throws {InputError} if the signal was not recorded, or the window is not within the trial
 * @example modulationSpec(record({ ...lesson, what: ['modulatorySignal', 'modulatorySignalByType'] }), { from: 1800 })
 */
export function modulationSpec(recording: Recording, { trial, widthMm = notebookWidthMm, ...part }: TrialPicture = {}): Spec {
  const ofNeurons = Array.from(recording.coordinates.neuron?.data ?? [], (neuron) => seriesOf(recording, 'modulatorySignal', { trial, neuron }));
  const window = fullWindow(part, recording.coordinates.step.data.length, ofNeurons);
  const types = [...new Set(recording.coordinates.neuronType.data)].sort((a, b) => a - b);
  return timePanels({
    description: 'Modulatory signal by receiving cell type: mean over its neurons, and what of it comes from each type',
    title: recordingTitle(recording, trial),
    window,
    cues: cuesOf(recording, trial),
    panels: panelsOf(recording, types, trial, window),
    widthMm,
  });
}

/** All panels have the same axis. */
function panelsOf(recording: Recording, types: readonly number[], trial: number | undefined, window: Required<TimeWindow>): TimePanel[] {
  const { neuron, neuronType, sender } = recording.coordinates;
  const names = neuronType.meanings!;
  const senders = recording.arrays.modulatorySignalByType ? Array.from(sender.data) : [];
  const all = types.map((type) => {
    const neurons = Array.from(neuron.data).filter((_, n) => neuronType.data[n] === type);
    const ofNeurons = neurons.map((p) => seriesOf(recording, 'modulatorySignal', { trial, neuron: p }).subarray(window.from, window.to));
    const mean = meanOf(ofNeurons);
    const sd = Math.max(...mean.map((middle, t) => Math.sqrt(ofNeurons.reduce((sum, values) => sum + (values[t] - middle) ** 2, 0) / Math.max(1, neurons.length - 1))));
    const parts = senders.map((from) => meanOf(neurons.map((p) =>
      seriesOf(recording, 'modulatorySignalByType', { trial, neuron: p, sender: names[from] }).subarray(window.from, window.to))));
    return { type, count: neurons.length, sd, series: [mean, ...parts] };
  });
  const { series, unit, factor } = scaled(all.flatMap((panel) => panel.series));
  const y = roomyRange(series.flat(), 4);
  const perPanel = 1 + senders.length;
  return all.map(({ type, count, sd }, n) => {
    const lines = series.slice(n * perPanel, (n + 1) * perPanel);
    const looks = [{ name: 'Γ', color: ink, stroke: {} }, ...senders.map((from) => ({ name: `from ${names[from]}`, color: cellColor(from), stroke: { strokeDash: from % 2 ? [5, 1.5] : [2, 1.2] } }))];
    return {
      heading: `Γ received by ${names[type]}${count > 1 ? `, mean over ${count} neurons (their sd: up to ${(sd * factor).toPrecision(2)})` : ', one neuron'}${unit}`,
      height: 110,
      y,
      layers: (x, yOf) => [{
        data: { values: lines[0].map((_, i) => Object.fromEntries([['t', window.from + i], ...lines.map((values, line) => [`v${line}`, values[i]])])) },
        // The whole is thin and on top, so that the parts show at its sides where they run along it.
        layer: looks.map(({ color, stroke }, line) => ({ mark: { type: 'line', color, strokeWidth: line === 0 ? 0.9 : 2, ...stroke }, encoding: { x: x('t'), y: yOf(`v${line}`) } })).reverse(),
      }],
      ends: senders.length > 0 ? looks.map(({ name, color }, line) => ({ text: name, color, at: lines[line].at(-1)! })) : [],
    };
  });
}

function meanOf(series: readonly Float64Array[]): Float64Array {
  return series[0].map((_, t) => series.reduce((sum, values) => sum + values[t], 0) / series.length);
}
