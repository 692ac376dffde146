import type { Lesson } from '../engine/engine';
import { record } from './record';
import type { RecordingRequest } from './request';
import { seriesOf } from './series-of';
import type { Synapse, SynapseChoice } from './synapses';

/** Quantities of neurons that golden cases record. */
const SIGNALS = ['membrane', 'threshold', 'pseudoDerivative', 'learningSignal', 'modulatorySignal'] as const;

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
export function goldenForm(lesson: Lesson & Pick<RecordingRequest, 'typeNames' | 'maxBytes'>, { trial, ...choice }: GoldenChoice): GoldenForm {
  const ofSynapses = choice.synapses !== undefined || choice.inputSynapses !== undefined;
  const what = [...(choice.neurons ? SIGNALS : []), ...(ofSynapses ? ['eligibility' as const] : [])];
  if (what.length === 0) return { neurons: {}, recurrentTraces: [], inputTraces: [] };
  const recording = record({ ...lesson, ...choice, what, ofTrials: [trial] });
  const { neuron, pre, post, fromInput } = recording.coordinates;
  const traces = (input: boolean): GoldenTrace[] => [...(pre?.data ?? [])].flatMap((q, s) => {
    const p = post.data[s];
    const place = { [input ? 'inputSynapse' : 'synapse']: `${q}>${p}` };
    return fromInput.data[s] === Number(input) ? [{ pre: q, post: p, eligibility: Array.from(seriesOf(recording, 'eligibility', place)) }] : [];
  });
  const ofNeuron = (p: number) => SIGNALS.map((signal) => [signal, Array.from(seriesOf(recording, signal, { neuron: p }))]);
  return {
    neurons: Object.fromEntries(Array.from(neuron?.data ?? [], (p) => [p, Object.fromEntries(ofNeuron(p))])),
    recurrentTraces: traces(false),
    inputTraces: traces(true),
  };
}
