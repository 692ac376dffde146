import type { Lesson } from '../core/engine/engine';
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
  const { arrays, coordinates: { neuron, pre, post, fromInput } } = record(request);
  const traces = (input: boolean): GoldenTrace[] => Array.from(pre?.data ?? []).flatMap((q, s) =>
    fromInput.data[s] === Number(input)
      ? [{ pre: q, post: post.data[s], eligibility: Array.from(columnOf(arrays.eligibility!, 0, s)) }]
      : []);
  const ofNeuron = (n: number) => SIGNALS.map((signal) => [signal, Array.from(columnOf(arrays[signal]!, 0, n))]);
  return {
    neurons: Object.fromEntries(Array.from(neuron?.data ?? [], (p, n) => [p, Object.fromEntries(ofNeuron(n))])),
    recurrentTraces: traces(false),
    inputTraces: traces(true),
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
