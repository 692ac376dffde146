import type { Lesson } from '../core/engine/engine';
import type { Quantity } from './quantities';
import { record } from './record';
import type { RecordingRequest } from './request';
import { columnOf } from './series-of';
import type { Synapse, SynapseChoice } from './synapses';

/** Quantities of neurons that golden cases record. */
const SIGNALS = ['membrane', 'threshold', 'pseudoDerivative', 'learningSignal', 'modulatorySignal'] as const;

type GoldenLesson = Lesson & Pick<RecordingRequest, 'typeNames' | 'maxBytes'>;

/** What of a trial is wanted; what is not named is left out. */
export interface GoldenChoice {
  readonly trial: number;
  readonly neurons?: 'all' | readonly number[];
  readonly synapses?: SynapseChoice;
  readonly inputSynapses?: SynapseChoice;
}

/** Recordings of one trial in the form of the golden cases, a number a step. */
export interface GoldenForm {
  /** By the neuron's number. */
  readonly neurons: Record<string, Record<(typeof SIGNALS)[number], number[]>>;
  readonly recurrentTraces: GoldenTrace[];
  readonly inputTraces: GoldenTrace[];
}

interface GoldenTrace extends Synapse {
  readonly eligibility: number[];
}

/**
 * Records one trial in the form of the golden cases.
 * @throws InputError as {@link record} does
 */
export function goldenForm(lesson: GoldenLesson, choice: GoldenChoice): GoldenForm {
  const request = goldenRequest(lesson, choice);
  if (request.what.length === 0) return { neurons: {}, recurrentTraces: [], inputTraces: [] };
  const { arrays, coordinates } = record(request);
  const { neuron, pre, post, fromInput } = coordinates;
  const series = (quantity: Quantity, column: number) => Array.from(columnOf(arrays[quantity]!, 0, column));
  const traces = Array.from(pre?.data ?? [], (q, s) => ({ pre: q, post: post.data[s], eligibility: series('eligibility', s) }));
  const ofNeuron = (n: number) => Object.fromEntries(SIGNALS.map((signal) => [signal, series(signal, n)])) as GoldenForm['neurons'][string];
  return {
    neurons: Object.fromEntries(Array.from(neuron?.data ?? [], (p, n) => [p, ofNeuron(n)])),
    recurrentTraces: traces.filter((_, s) => fromInput.data[s] === 0),
    inputTraces: traces.filter((_, s) => fromInput.data[s] === 1),
  };
}

/** Returns the recording that a golden form is made of; its `what` is empty where nothing is wanted. */
export function goldenRequest(lesson: GoldenLesson, { trial, ...choice }: GoldenChoice): RecordingRequest {
  const ofSynapses = choice.synapses !== undefined || choice.inputSynapses !== undefined;
  return {
    ...lesson,
    ...choice,
    what: [...(choice.neurons ? SIGNALS : []), ...(ofSynapses ? ['eligibility' as const] : [])],
    ofTrials: [trial],
  };
}
