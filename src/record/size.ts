import { InputError } from '../core/errors';
import { kindOf, type Quantity } from './quantities';
import { columnsOf, recordingPlanOf, type RecordingPlan, type RecordingRequest } from './request';

/** 1 GiB */
export const DEFAULT_MAX_BYTES = 2 ** 30;

/**
 * Counts the bytes of a recording's arrays, before anything is run. While it runs, one trial at a time takes about 100 bytes a neuron
 * and step besides.
 * @throws InputError if the request cannot be done at any size
 * @example recordingBytes({ ...lesson, what: ['membrane'] }) // 1600000 for a trial of 2000 steps and 100 neurons
 */
export function recordingBytes(request: RecordingRequest): number {
  return bytesOf(recordingPlanOf(request));
}

/** Counts the bytes of the arrays of a plan. */
export function bytesOf(plan: RecordingPlan): number {
  return plan.trials.length * plan.steps * plan.what.reduce((sum, quantity) => sum + bytesAStep(plan, quantity), 0);
}

/** What is measured of a plan, and what messages say before the number. */
export interface Measure {
  readonly of: (plan: RecordingPlan) => number;
  readonly words: string;
}

const ARRAYS: Measure = { of: bytesOf, words: 'this recording takes' };

/** @throws InputError with the bytes needed and the largest of the smaller requests that fit */
export function checkSize(plan: RecordingPlan, maxBytes: number, { of, words }: Measure = ARRAYS): void {
  const bytes = of(plan);
  if (bytes > maxBytes) {
    throw new InputError(
      `${words} ${bytesInWords(bytes)}, more than the ${bytesInWords(maxBytes)} allowed; ${proposal(plan, maxBytes, of)}`
    );
  }
}

/** Writes bytes in a form for people, exact in brackets. */
export function bytesInWords(bytes: number): string {
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return power === 0 ? `${bytes} bytes` : `${(bytes / 1000 ** power).toPrecision(3)} ${['', 'kB', 'MB', 'GB'][power]} (${bytes} bytes)`;
}

function bytesAStep(plan: RecordingPlan, quantity: Quantity): number {
  const { per, array } = kindOf(quantity);
  return columnsOf(plan, per) * array.BYTES_PER_ELEMENT;
}

const REDUCIBLE = ['synapses', 'trials', 'neurons'] as const;

/** Proposes what can be made smaller: each of synapses, trials and neurons alone; else all of them. */
function proposal(plan: RecordingPlan, maxBytes: number, bytes: Measure['of']): string {
  const fitting = (base: RecordingPlan) => REDUCIBLE.flatMap((of) => {
    const count = base[of].length;
    const most = largest(count, (n) => bytes({ ...base, [of]: base[of].slice(0, n) }) <= maxBytes);
    return most > 0 && most < plan[of].length ? [`${most} of the ${plan[of].length} ${of}`] : [];
  });
  const alone = fitting(plan);
  if (alone.length > 0) return `what fits: ${alone.join(', or ')}`;
  const oneTrial = { ...plan, trials: plan.trials.slice(0, 1) };
  const oneNeuron = { ...oneTrial, neurons: plan.neurons.slice(0, 1) };
  const together = [
    ...fitting(oneTrial).map((fits) => `1 trial with ${fits}`),
    ...fitting(oneNeuron).map((fits) => `1 trial and 1 neuron with ${fits}`),
  ];
  if (together.length > 0) return `what fits: ${together[0]}`;
  return `the least, 1 trial, neuron and synapse, takes ${bytesInWords(bytes({ ...oneNeuron, synapses: plan.synapses.slice(0, 1) }))}`;
}

/** Finds the largest n from 1 to `most` that is fine; 0 if none is. Every n below a fine one is fine. */
function largest(most: number, isFine: (n: number) => boolean): number {
  let [low, high] = [0, most + 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isFine(middle)) low = middle;
    else high = middle;
  }
  return low;
}
