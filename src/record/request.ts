import { checkBatch } from '../core/engine/batch';
import type { Lesson } from '../core/engine/engine';
import { InputError } from '../core/errors';
import type { Matrix } from '../core/network/matrix';
import { kindOf, quantityNames, type Per, type Quantity } from './quantities';
import { chooseSynapses, isBelow, type Synapse, type SynapseChoice } from './synapses';

/** What to run, and what of it to record. */
export interface RecordingRequest<Q extends Quantity = Quantity> extends Lesson {
  readonly what: readonly Q[];
  /** Numbers of the trials of the batch; by default the first alone. */
  readonly ofTrials?: 'all' | readonly number[];
  /** By default all. */
  readonly neurons?: 'all' | readonly number[];
  /** Recurrent synapses. */
  readonly synapses?: SynapseChoice;
  /** Synapses from inputs. */
  readonly inputSynapses?: SynapseChoice;
  /** Names of the cell types; by default their numbers. */
  readonly typeNames?: readonly string[];
  /** Most bytes that the recording may have; by default 1 GiB. */
  readonly maxBytes?: number;
  /** What else the recording shall say of itself: seed, iteration, settings. */
  readonly about?: Readonly<Record<string, unknown>>;
}

/** A synapse and whether it comes from an input. */
export interface ChosenSynapse extends Synapse {
  readonly fromInput: boolean;
}

/** A request that can be done: all choices made, as numbers. */
export interface RecordingPlan {
  readonly what: readonly Quantity[];
  readonly steps: number;
  readonly trials: readonly number[];
  readonly neurons: readonly number[];
  readonly synapses: readonly ChosenSynapse[];
  readonly inputs: number;
  readonly typeNames: readonly string[];
}

/** What messages call the fields of a request. */
export const FIELDS = { trials: 'trials', neurons: 'neurons', synapses: 'synapses', inputSynapses: 'inputSynapses' };

/**
 * @param called what messages call the fields; a command line has other names for them
 * @throws InputError that names what cannot be recorded, and what is allowed
 */
export function recordingPlanOf(request: RecordingRequest, called = FIELDS): RecordingPlan {
  checkBatch(request);
  const { network, what, count, steps, ofTrials = [0], neurons = 'all' } = request;
  const unknown = what.find((quantity) => !quantityNames.includes(quantity));
  if (unknown !== undefined) throw new InputError(`what: unknown quantity "${unknown}"; known are ${quantityNames.join(', ')}`);
  if (what.length === 0) throw new InputError(`what: nothing is named; known are ${quantityNames.join(', ')}`);
  const names = typeNamesOf(request);
  const synapses = synapsesOf(request, names, called);
  const homeless = what.find(isOfSynapses);
  if (homeless && synapses.length === 0) {
    throw new InputError(`${homeless} is a quantity of synapses; name ${called.synapses} or ${called.inputSynapses}, such as random:20`);
  }
  const useless = (field: string, of: string, isOf: (quantity: Quantity) => boolean): never => {
    throw new InputError(`${field}: no quantity of ${of} is named; these are ${quantityNames.filter(isOf).join(', ')}`);
  };
  if (synapses.length > 0 && !homeless) {
    useless(request.synapses === undefined ? called.inputSynapses : called.synapses, 'synapses', isOfSynapses);
  }
  if (neurons !== 'all' && !what.some(isOfNeurons)) useless(called.neurons, 'neurons', isOfNeurons);
  return {
    what: [...new Set(what)],
    steps,
    trials: numbersOf(called.trials, ofTrials, count, 'trials'),
    neurons: numbersOf(called.neurons, neurons, network.neurons, 'neurons'),
    synapses,
    inputs: network.inputs,
    typeNames: names,
  };
}

function isOfSynapses(quantity: Quantity): boolean {
  return kindOf(quantity).per === 'synapse';
}

/** Tells whether it matters for a quantity which neurons are chosen. */
export function isOfNeurons(quantity: Quantity): boolean {
  return ['neuron', 'neuron and sending type'].includes(kindOf(quantity).per);
}

/** Counts how many numbers of a kind there are in each trial and step. */
export function columnsOf({ neurons, synapses, inputs, typeNames }: RecordingPlan, per: Per): number {
  const ofTypes = neurons.length * typeNames.length;
  return { neuron: neurons.length, 'neuron and sending type': ofTypes, synapse: synapses.length, input: inputs }[per];
}

function typeNamesOf({ network, typeNames }: RecordingRequest): readonly string[] {
  const names = typeNames ?? Array.from({ length: network.cellTypes }, (_, type) => String(type));
  if (names.length !== network.cellTypes) {
    throw new InputError(`typeNames: there are ${network.cellTypes} cell types (given: ${names.length} names)`);
  }
  return names;
}

function synapsesOf(request: RecordingRequest, names: readonly string[], called: typeof FIELDS): ChosenSynapse[] {
  const { network, weights } = request;
  const post = network.types;
  const chosen = (field: 'synapses' | 'inputSynapses', from: Matrix, pre?: readonly number[]) => {
    const choice = request[field];
    return choice === undefined ? [] : chooseSynapses(choice, { name: called[field], weights: from, types: { pre, post, names } });
  };
  return [
    ...chosen('synapses', weights.recurrent, post).map((synapse) => ({ ...synapse, fromInput: false })),
    ...chosen('inputSynapses', weights.input).map((synapse) => ({ ...synapse, fromInput: true })),
  ];
}

function numbersOf(field: string, chosen: 'all' | readonly number[], limit: number, what: string): number[] {
  if (chosen === 'all') return Array.from({ length: limit }, (_, n) => n);
  if (chosen.length === 0) throw new InputError(`${field}: the list is empty; name at least one`);
  chosen.forEach((n, i) => {
    if (!isBelow(n, limit)) throw new InputError(`${field}: ${n} is none of the ${what}, which are numbered 0 to ${limit - 1}`);
    if (chosen.indexOf(n) !== i) throw new InputError(`${field}: ${n} is named twice`);
  });
  return [...chosen];
}
