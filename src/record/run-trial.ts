import { modulationOf } from '../core/engine/batch';
import type { Lesson } from '../core/engine/engine';
import type { rateErrorsOf } from '../core/engine/rates';
import { signals, type Signals } from '../core/engine/reference/signals';
import { sweep } from '../core/engine/reference/sweep';
import { arrivals, eligibilityTrace, type Trace } from '../core/engine/reference/traces';
import { judgeTrial } from '../core/network/loss';
import type { Matrix } from '../core/network/matrix';
import { neuronConstants } from '../core/network/network';
import { countSpikes } from '../core/network/raster';
import { simulate, type Activity } from '../core/network/simulate';
import type { Trial } from '../core/network/trial';
import { traceOf } from '../core/rules/rule';
import type { ChosenSynapse } from './request';

/** A trial under a rule, by the pieces of the reference engine. What needs the rule is computed when it is first asked for. */
export interface TrialRun extends Activity {
  readonly signals: () => Signals;
  /** G of the modulatory signal. */
  readonly modulation: () => Matrix | undefined;
  /** Λ [step][neuron] */
  readonly credit: () => Matrix;
  readonly trace: (synapse: ChosenSynapse) => Trace;
}

/** @param rateErrorOf the firing-rate regularisation's part of L, one number a neuron, from the spikes of each in the trial */
export function runTrial(lesson: Lesson, { input, target }: Trial, rateErrorOf: ReturnType<typeof rateErrorsOf>): TrialRun {
  const { network, weights, rule, feedback, count, steps } = lesson;
  const activity = simulate(network, weights, input);
  const psi = activity.states.map((state) => state.psi);
  const modulation = once(() => modulationOf(lesson));
  const heard = once(() => {
    const { error } = judgeTrial(activity.logits, target, { trials: count, steps });
    const rateError = rateErrorOf(countSpikes(activity.spikes, network.neurons));
    return signals(network, rule, error, psi, rateError, feedback, modulation());
  });
  return {
    ...activity,
    signals: heard,
    modulation,
    credit: once(() => sweep(network, rule, heard(), psi, weights.recurrent).credit),
    trace({ pre, post, fromInput }) {
      const arriving = fromInput ? arrivals(input, pre, 0) : arrivals(activity.spikes, pre, network.delaySteps);
      const ofPost = Float64Array.from(psi, (row) => row[post]);
      return eligibilityTrace(neuronConstants(network, post), traceOf(rule), arriving, ofPost);
    },
  };
}

/** Counts the spikes of each neuron in the whole batch, by the forward pass of every trial. */
export function spikeCountsOf({ network, weights }: Lesson, trials: Iterable<Trial>): Float64Array {
  const counts = new Float64Array(network.neurons);
  for (const { input } of trials) for (const p of simulate(network, weights, input).spikes.channels) counts[p]++;
  return counts;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
