import { kindOf, type Per } from './quantities';
import type { NamedArray } from './recording';
import type { ChosenSynapse, RecordingPlan, RecordingRequest } from './request';

/** Axes of a quantity after trial and step. */
const AXES: Record<Per, readonly string[]> = {
  neuron: ['neuron'],
  input: ['input'],
  synapse: ['synapse'],
  'neuron and sending type': ['neuron', 'sender'],
};

/** Lists names and lengths of a quantity's axes. */
export function dimsOf(plan: RecordingPlan, per: Per): { dims: string[]; shape: number[] } {
  const { trials, steps, neurons, synapses, inputs: input, typeNames } = plan;
  const lengths: Record<string, number> = { neuron: neurons.length, input, synapse: synapses.length, sender: typeNames.length };
  return { dims: ['trial', 'step', ...AXES[per]], shape: [trials.length, steps, ...AXES[per].map((axis) => lengths[axis])] };
}

/** Tells what the indices of the axes stand for, of the axes that the plan has. */
export function coordinatesOf({ network, weights }: RecordingRequest, plan: RecordingPlan): Record<string, NamedArray> {
  const { trials, steps, neurons, synapses, inputs, typeNames } = plan;
  const upTo = (length: number) => Int32Array.from({ length }, (_, i) => i);
  const types = Int32Array.from(neurons, (p) => network.types[p]);
  const beta = Float64Array.from(neurons, (p) => network.beta[p]);
  const ofSynapses = (value: (synapse: ChosenSynapse) => number, description: string, meanings?: readonly string[]) =>
    along('synapse', Int32Array.from(synapses, value), description, meanings && { meanings });
  const weight = Float64Array.from(synapses, ({ pre, post, fromInput }) => (fromInput ? weights.input : weights.recurrent)[pre][post]);
  const all: Record<string, NamedArray> = {
    trial: along('trial', Int32Array.from(trials), 'number of the trial in its batch'),
    step: along('step', upTo(steps), 'time', { unit: 'ms' }),
    neuron: along('neuron', Int32Array.from(neurons), 'number of the neuron'),
    neuronType: along('neuron', types, 'cell type of the neuron', { meanings: typeNames }),
    beta: along('neuron', beta, 'beta: by how much a spike raises the threshold; 0 for LIF neurons'),
    input: along('input', upTo(inputs), 'number of the input'),
    sender: along('sender', upTo(typeNames.length), 'cell type that sends the signal', { meanings: typeNames }),
    synapse: along('synapse', upTo(synapses.length), 'place in the list of recorded synapses'),
    pre: ofSynapses(({ pre }) => pre, 'presynaptic neuron, or input'),
    post: ofSynapses(({ post }) => post, 'postsynaptic neuron'),
    fromInput: ofSynapses(({ fromInput }) => Number(fromInput), 'what is presynaptic', ['neuron', 'input']),
    weight: along('synapse', weight, 'weight; 0 for no connection'),
  };
  const axes = ['trial', 'step', ...plan.what.flatMap((quantity) => AXES[kindOf(quantity).per])];
  return Object.fromEntries(Object.entries(all).filter(([, { dims }]) => axes.includes(dims[0])));
}

/** Makes one number for each index of an axis. */
function along(axis: string, data: NamedArray['data'], description: string, more: Partial<NamedArray> = {}): NamedArray {
  return { dims: [axis], shape: [data.length], data, unit: '1', description, ...more };
}
