import { modulationOf } from '../core/engine/batch';
import type { Lesson } from '../core/engine/engine';
import { signals, type Signals } from '../core/engine/reference/signals';
import { sweep } from '../core/engine/reference/sweep';
import { arrivals, eligibilityTrace, type Trace } from '../core/engine/reference/traces';
import { judgeTrial } from '../core/network/loss';
import type { Matrix } from '../core/network/matrix';
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

/** @param rateError the firing-rate regularisation's part of L, one number a neuron */
export function runTrial(lesson: Lesson, { input, target }: Trial, rateError: Float64Array): TrialRun {
  const { network, weights, rule, feedback, count, steps } = lesson;
  const activity = simulate(network, weights, input);
  const psi = activity.states.map((state) => state.psi);
  const modulation = once(() => modulationOf(lesson));
  const heard = once(() => {
    const { error } = judgeTrial(activity.logits, target, { trials: count, steps });
    return signals(network, rule, error, psi, rateError, feedback, modulation());
  });
  return {
    ...activity,
    signals: heard,
    modulation,
    credit: once(() => sweep(network, rule, heard(), psi, weights.recurrent).credit),
    trace({ pre, post, fromInput }) {
      const arriving = fromInput ? arrivals(input, pre, 0) : arrivals(activity.spikes, pre, network.delaySteps);
      return eligibilityTrace(network, traceOf(rule), arriving, Float64Array.from(psi, (row) => row[post]), network.beta[post]);
    },
  };
}

/** Counts the spikes of each neuron in the whole batch, by the forward pass of every trial. */
export function countSpikes({ network, weights }: Lesson, trials: Iterable<Trial>): Float64Array {
  const counts = new Float64Array(network.neurons);
  for (const { input } of trials) for (const p of simulate(network, weights, input).spikes.channels) counts[p]++;
  return counts;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
