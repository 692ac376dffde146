import { constants } from 'node:buffer';
import { kindOf } from './quantities';
import { columnsOf, isOfNeurons, type RecordingPlan } from './request';
import type { Measure } from './size';

/** The longest text that JavaScript can make: 536870888 characters in Node. */
export const MOST_TEXT = constants.MAX_STRING_LENGTH;

/** The longest number, such as -0.0000012345678901234567, and a comma. */
const NUMBER = 26;

/** Names, numbers of neurons and brackets around each synapse, each neuron, and all. */
const [AROUND_SYNAPSE, AROUND_NEURON, AROUND_ALL] = [64, 128, 64];

/** Counts the bytes of a plan's golden form as JSON, at most; traces are shorter while they are 0. */
export function textBytesOf(plan: RecordingPlan): number {
  const columns = plan.what.reduce((sum, quantity) => sum + columnsOf(plan, kindOf(quantity).per), 0);
  const around =
    plan.synapses.length * AROUND_SYNAPSE + (plan.what.some(isOfNeurons) ? plan.neurons.length * AROUND_NEURON : 0) + AROUND_ALL;
  return plan.trials.length * plan.steps * columns * NUMBER + around;
}

/** For {@link checkSize}. */
export const TEXT: Measure = { of: textBytesOf, words: 'this text takes up to' };
