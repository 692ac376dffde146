import type { Per } from './quantities';
import { kindOf } from './quantities';
import type { NamedArray } from './recording';
import type { RecordingPlan, RecordingRequest } from './request';

/** Axes of a quantity after trial and step. */
const AXES: Record<Per, readonly string[]> = {
  neuron: ['neuron'],
  input: ['input'],
  synapse: ['synapse'],
  'neuron and sending type': ['neuron', 'sender'],
};

/** Names and lengths of a quantity's axes. */
export function dimsOf(plan: RecordingPlan, per: Per): { dims: string[]; shape: number[] } {
  const { trials, steps, neurons, synapses, inputs, typeNames } = plan;
  const lengths: Record<string, number> = { neuron: neurons.length, input: inputs, synapse: synapses.length, sender: typeNames.length };
  return { dims: ['trial', 'step', ...AXES[per]], shape: [trials.length, steps, ...AXES[per].map((axis) => lengths[axis])] };
}

/** What the indices of the axes stand for, of the axes that the plan has. */
export function coordinatesOf({ network, weights }: RecordingRequest, plan: RecordingPlan): Record<string, NamedArray> {
  const { trials, steps, neurons, synapses, inputs, typeNames } = plan;
  const count = (n: number) => Array.from({ length: n }, (_, i) => i);
  const axes = new Set(plan.what.flatMap((quantity) => AXES[kindOf(quantity).per]));
  const all: Record<string, NamedArray> = {
    trial: integers('trial', trials, 'number of the trial in its batch'),
    step: { ...integers('step', count(steps), 'time'), unit: 'ms' },
    neuron: integers('neuron', neurons, 'number of the neuron'),
    neuronType: named('neuron', neurons.map((p) => network.types[p]), 'cell type of the neuron', typeNames),
    beta: reals('neuron', neurons.map((p) => network.beta[p]), 'beta: by how much a spike raises the threshold; 0 for LIF neurons'),
    input: integers('input', count(inputs), 'number of the input'),
    sender: named('sender', count(typeNames.length), 'cell type that sends the signal', typeNames),
    synapse: integers('synapse', count(synapses.length), 'place in the list of recorded synapses'),
    pre: integers('synapse', synapses.map(({ pre }) => pre), 'presynaptic neuron, or input'),
    post: integers('synapse', synapses.map(({ post }) => post), 'postsynaptic neuron'),
    fromInput: named('synapse', synapses.map(({ fromInput }) => Number(fromInput)), 'what is presynaptic', ['neuron', 'input']),
    weight: reals('synapse', synapses.map(({ pre, post, fromInput }) => (fromInput ? weights.input : weights.recurrent)[pre][post]), 'weight; 0 for no connection'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, { dims: [axis] }]) => axis === 'trial' || axis === 'step' || axes.has(axis)));
}

function integers(axis: string, values: readonly number[], description: string): NamedArray {
  return { dims: [axis], shape: [values.length], data: Int32Array.from(values), unit: '1', description };
}

function reals(axis: string, values: readonly number[], description: string): NamedArray {
  return { dims: [axis], shape: [values.length], data: Float64Array.from(values), unit: '1', description };
}

function named(axis: string, values: readonly number[], description: string, meanings: readonly string[]): NamedArray {
  return { dims: [axis], shape: [values.length], data: Int32Array.from(values), unit: '1', description, meanings };
}
