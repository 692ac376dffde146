import { cellColor } from '../../plot/colors';
import { endsOf, linesLayer, roomyRange } from '../../plot/line-panel';
import { scaled } from '../../plot/scaled';
import { ink, type Spec } from '../../plot/theme';
import type { TimePanel } from '../../plot/time-panels';
import { fullWindow, type TimeWindow } from '../../plot/time-window';
import type { Recording } from '../recording';
import { seriesOf } from '../series-of';
import { trialSpec, type TrialPicture } from './trial-picture';

/**
 * Draws the modulatory signal by receiving cell type, as Vega-Lite: a panel a type, with the mean of its neurons and, where it was
 * recorded, what of the mean comes from each sending type. The standard deviation over neurons, many times as large as the mean, stands in
 * the heading as a number. By default from shortly before a signal can be seen.
 * @param recording with `modulatorySignal`, and as wanted `modulatorySignalByType`
 * @throws InputError if the signal was not recorded, or the window is not within the trial
 * @example modulationSpec(record({ ...lesson, what: ['modulatorySignal', 'modulatorySignalByType'] }), { from: 1800 })
 */
export function modulationSpec(recording: Recording, picture: TrialPicture = {}): Spec {
  const { trial } = picture;
  const neurons = Array.from(recording.coordinates.neuron?.data ?? []);
  const ofNeurons = neurons.map((neuron) => seriesOf(recording, 'modulatorySignal', { trial, neuron }));
  const window = fullWindow(picture, recording.coordinates.step.data.length, ofNeurons);
  const types = [...new Set(recording.coordinates.neuronType.data)].sort((a, b) => a - b);
  const description = 'Modulatory signal by receiving cell type: mean over its neurons, and what of it comes from each type';
  return trialSpec(recording, picture, { description, window, panels: panelsOf(recording, types, trial, window) });
}

/** Draws the panels, all with the same axis. */
function panelsOf(recording: Recording, types: readonly number[], trial: number | undefined, window: Required<TimeWindow>): TimePanel[] {
  const { neuron, neuronType, sender } = recording.coordinates;
  const names = neuronType.meanings!;
  const senders = recording.arrays.modulatorySignalByType ? Array.from(sender.data) : [];
  const shown = (values: Float64Array) => values.subarray(window.from, window.to);
  const all = types.map((type) => {
    const neurons = Array.from(neuron.data).filter((_, n) => neuronType.data[n] === type);
    const ofNeurons = neurons.map((p) => shown(seriesOf(recording, 'modulatorySignal', { trial, neuron: p })));
    const mean = meanOf(ofNeurons);
    const squares = mean.map((middle, t) => ofNeurons.reduce((sum, values) => sum + (values[t] - middle) ** 2, 0));
    const sd = Math.max(...squares.map((square) => Math.sqrt(square / Math.max(1, neurons.length - 1))));
    const parts = senders.map((from) => meanOf(neurons.map((p) =>
      shown(seriesOf(recording, 'modulatorySignalByType', { trial, neuron: p, sender: names[from] })))));
    return { type, count: neurons.length, sd, series: [mean, ...parts] };
  });
  const { series, unit, factor } = scaled(all.flatMap((panel) => panel.series));
  const y = roomyRange(series.flat(), 4);
  // The whole is thin and on top, so that the parts show at its sides where they run along it.
  const parts = senders.map((from) =>
    ({ name: `from ${names[from]}`, color: cellColor(from), stroke: { strokeWidth: 2, strokeDash: from % 2 ? [5, 1.5] : [2, 1.2] } }));
  const looks = [{ name: 'Γ', color: ink, stroke: { strokeWidth: 0.9 } }, ...parts];
  return all.map(({ type, count, sd }, n) => {
    const lines = series.slice(n * looks.length, (n + 1) * looks.length);
    const over = count > 1 ? `, mean over ${count} neurons (their sd: up to ${(sd * factor).toPrecision(2)})` : ', one neuron';
    return {
      heading: `Γ received by ${names[type]}${over}${unit}`,
      height: 110,
      y,
      layers: (x, yOf) => [linesLayer({ series: lines, looks, from: window.from, isFirstOnTop: true }, x, yOf)],
      ends: parts.length > 0 ? endsOf(lines, looks) : [],
    };
  });
}

function meanOf(series: readonly Float64Array[]): Float64Array {
  return series[0].map((_, t) => series.reduce((sum, values) => sum + values[t], 0) / series.length);
}
