import { linePanel } from '../../plot/line-panel';
import { spikePanel } from '../../plot/spike-panel';
import { ink, type Spec } from '../../plot/theme';
import { fullWindow } from '../../plot/time-window';
import type { Recording } from '../recording';
import { seriesOf } from '../series-of';
import { neuronName } from './neuron-name';
import { spikeSteps } from './raster';
import { trialSpec, type TrialPicture } from './trial-picture';

/** Colours that differ in lightness as well. */
const colors = { membrane: '#2448b0', threshold: '#d9790b' };

/**
 * Draws the membrane of a neuron against its threshold as Vega-Lite; above them its spikes, where they were recorded.
 * @param recording with `membrane` and `threshold`
 * @param options.neuron by default the recorded one whose threshold moves most
 * @throws InputError if something was not recorded, or the window is not within the trial
 * @example membraneSpec(record({ ...lesson, what: ['membrane', 'threshold', 'spikes'] }), { neuron: 60, from: 1000 })
 */
export function membraneSpec(recording: Recording, picture: TrialPicture & { neuron?: number } = {}): Spec {
  const { trial, neuron = mostAdaptive(recording, trial) } = picture;
  const place = { trial, neuron };
  const membrane = seriesOf(recording, 'membrane', place);
  const threshold = seriesOf(recording, 'threshold', place);
  const window = fullWindow(picture, membrane.length);
  const name = neuronName(recording, neuron);
  const spikes = recording.arrays.spikes && spikePanel({
    heading: 'spikes', height: 14, groups: [],
    rows: [{ color: ink, steps: spikeSteps(seriesOf(recording, 'spikes', place), window) }],
  });
  const lines = linePanel({
    heading: `membrane and threshold of ${name}`, height: 190, window, steps: 4,
    lines: [
      { name: 'threshold', color: colors.threshold, values: threshold, stroke: { strokeDash: [4, 1.5] } },
      { name: 'membrane', color: colors.membrane, values: membrane, stroke: { strokeWidth: 1 } },
    ],
  });
  const description = `Membrane and threshold of ${name} in a trial; cues and recall are shaded`;
  return trialSpec(recording, picture, { description, window, panels: spikes ? [spikes, lines] : [lines] });
}

function mostAdaptive(recording: Recording, trial?: number): number | undefined {
  const moves = Array.from(recording.coordinates.neuron?.data ?? [], (neuron) => {
    const threshold = seriesOf(recording, 'threshold', { trial, neuron });
    return { neuron, by: threshold.reduce((a, b) => Math.max(a, b)) - threshold.reduce((a, b) => Math.min(a, b)) };
  });
  return moves.sort((a, b) => b.by - a.by)[0]?.neuron;
}
