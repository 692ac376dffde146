import { linePanel, type Line } from '../../plot/line-panel';
import { spikePanel } from '../../plot/spike-panel';
import { ink, type Spec } from '../../plot/theme';
import { fullWindow } from '../../plot/time-window';
import type { Quantity } from '../quantities';
import type { Recording } from '../recording';
import { seriesOf, synapseIndex, type Place } from '../series-of';
import { neuronName } from './neuron-name';
import { spikeSteps } from './raster';
import { trialSpec, type TrialPicture } from './trial-picture';

const blue = '#2448b0';
const orange = '#d9790b';
const panelHeight = 46;

/** Which synapse, in which trial and part of it. */
type SynapsePicture = TrialPicture & Pick<Place, 'synapse' | 'inputSynapse'>;

/**
 * Draws one synapse followed from presynaptic spikes to its part of the gradient, as Vega-Lite: panels on one axis of time with spikes, the
 * postsynaptic ψ, the traces ε of membrane and adaptation, the eligibility e, the signals L and Γ that meet it (where there is no Γ, Λ),
 * and the running sum of the gradient Λ e, which descent subtracts from the weight. By default from shortly before that sum can be seen;
 * where this is a part of the trial, the axis says so. Headings name the units of the recording.
 * @param recording with `synapseQuantities`, of this synapse and its postsynaptic neuron
 * @param options.synapse such as '3>7', or inputSynapse; by default the recorded one that changes most
 * @throws InputError if something was not recorded, or the window is not within the trial
 * @example synapseSpec(record({ ...lesson, what: synapseQuantities, synapses: '3>7' }), { from: 1800 })
 */
export function synapseSpec(recording: Recording, picture: SynapsePicture = {}): Spec {
  const { trial, synapse, inputSynapse } = picture;
  const index = synapse ?? inputSynapse ? synapseIndex(recording, { synapse, inputSynapse }) : mostChanged(recording, trial);
  const { pre, post, fromInput, weight } = recording.coordinates;
  const [q, p] = [pre.data[index], post.data[index]];
  const ofSynapse = (quantity: Quantity) => seriesOf(recording, quantity, placeOf(recording, index, trial));
  const ofPost = (quantity: Quantity) => seriesOf(recording, quantity, { trial, neuron: p });
  const [sent, change] = [ofSynapse('presynapticSpikes'), ofSynapse('weightChange')];
  const window = fullWindow(picture, sent.length, [change]);
  const sender = fromInput.data[index] ? `input ${q}` : neuronName(recording, q);
  const receiver = neuronName(recording, p);
  const adapts = isAdaptive(recording, p);
  const [learning, modulatory, credit] = [ofPost('learningSignal'), ofPost('modulatorySignal'), ofPost('credit')];
  const isModulated = modulatory.some((value) => value !== 0);
  const sum = isModulated && credit.every((value, t) => value === learning[t] + modulatory[t]) ? ', Λ = L + Γ' : '';
  const panel = (heading: string, ...lines: Line[]) => linePanel({ heading, lines, window, height: panelHeight });
  const unit = (quantity: Quantity) => unitOf(recording, quantity);
  const line = (values: Float64Array): Line => ({ name: '', color: ink, values });
  const epsilonV = { name: 'εᵥ', color: blue, values: ofSynapse('epsilonV') };
  const epsilonA = { name: 'εₐ', color: orange, values: ofSynapse('epsilonA'), stroke: { strokeDash: [4, 1.5] } };
  const gamma = panel(`modulatory signal Γ${unit('modulatorySignal')}`, line(modulatory));
  const remembered = adapts ? ' (εᵥ) and the adaptation (εₐ) remember' : ' remembers (εᵥ)';
  return trialSpec(recording, picture, {
    description: `The synapse from ${sender} to ${receiver} in a trial: `
      + 'from presynaptic spikes over eligibility traces and signals to its part of the gradient',
    subtitle: `: ${sender} → ${receiver}, weight ${Number(weight.data[index].toPrecision(2))}`,
    window,
    steps: sent.length,
    panels: [
      spikePanel({ heading: 'presynaptic spikes', rows: [{ color: ink, steps: spikeSteps(sent, window) }], groups: [], height: 14 }),
      panel('ψ: how near the postsynaptic neuron is to a spike', line(ofPost('pseudoDerivative'))),
      panel(`what the membrane${remembered} of presynaptic spikes`, epsilonV, ...(adapts ? [epsilonA] : [])),
      panel(`eligibility e = ψ ${adapts ? '(εᵥ − β εₐ)' : 'εᵥ'}`, line(ofSynapse('eligibility'))),
      panel(`learning signal L${unit('learningSignal')}`, line(learning)),
      isModulated ? gamma : panel(`credit Λ${unit('credit')}`, line(credit)),
      panel(`gradient, running sum of Λ e${sum}; descent subtracts it${unit('weightChange')}`, line(change)),
    ],
  });
}

function isAdaptive({ coordinates: { neuron, beta } }: Recording, p: number): boolean {
  return beta.data[neuron.data.indexOf(p)] > 0;
}

/** Writes what a heading says of a quantity's unit, such as ' (loss per spike)'; nothing for a pure number. */
function unitOf({ arrays }: Recording, quantity: Quantity): string {
  const unit = arrays[quantity]?.unit ?? '1';
  return unit === '1' ? '' : ` (${unit})`;
}

/** Finds the index of the synapse whose weight changes most in a trial. */
function mostChanged(recording: Recording, trial?: number): number {
  synapseIndex(recording, {});
  const changes = Array.from(recording.coordinates.pre.data, (_, index) =>
    ({ index, by: Math.abs(seriesOf(recording, 'weightChange', placeOf(recording, index, trial)).at(-1)!) }));
  return changes.sort((a, b) => b.by - a.by)[0].index;
}

function placeOf({ coordinates: { pre, post, fromInput } }: Recording, index: number, trial?: number): Place {
  return { trial, [fromInput.data[index] ? 'inputSynapse' : 'synapse']: `${pre.data[index]}>${post.data[index]}` };
}
