import { initialWeights, type InitialWeights } from '../network/initial-weights';
import { networkOf, type Network, type Weights } from '../network/network';
import type { FeedbackState } from '../rules/feedback/feedback';
import type { Settings, TrainingSettings } from '../settings';
import { adamClock, withMoments, type AdamClock, type Adaptive } from './adam';
import { synapsesOf, weightsAt, type Synapses } from './synapses';

/**
 * All that training changes, one record, updated in place (`structuredClone` copies it).
 * Random streams are keyed by seed and iteration, so they have no state to keep.
 */
export interface TrainingState {
  readonly input: Synapses;
  readonly recurrent: Synapses;
  readonly output: Synapses;
  readonly bias: Adaptive;
  /** Of Adam. */
  readonly clock: AdamClock;
  /** Of a feedback that learns. */
  feedback?: FeedbackState;
}

/** Makes the state before the first iteration. Places are those connected at the start (Liu et al.), or all but autapses (LSNN). */
export function initialState(settings: Settings, seed: number, network: Network = networkOf(settings)): TrainingState {
  return stateOf(initialWeights(settings, seed, network), settings.training.reconnect);
}

/** Makes the state before the first iteration from weights that are given. */
export function stateOf(initial: InitialWeights, reconnect: TrainingSettings['reconnect']): TrainingState {
  const { weights: { input, recurrent, output, bias }, inputSigns, neuronSigns } = initial;
  const any = reconnect === 'any';
  return {
    input: synapsesOf(input, inputSigns, (i, p) => any || input[i][p] !== 0),
    recurrent: synapsesOf(recurrent, neuronSigns, (q, p) => any ? q !== p : recurrent[q][p] !== 0),
    output: synapsesOf(output, neuronSigns, (j, k) => any || output[j][k] !== 0),
    bias: withMoments(bias),
    clock: adamClock(),
  };
}

/** Returns the network's weights at this state. */
export function weightsOf({ input, recurrent, output, bias }: TrainingState): Weights {
  return { input: weightsAt(input), recurrent: weightsAt(recurrent), output: weightsAt(output), bias: bias.theta.slice() };
}
