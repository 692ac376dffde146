import { rateErrorOf } from '../engine/rates';
import { signals } from '../engine/signals';
import { arrivals, eligibilityTrace } from '../engine/traces';
import { judgedFrom, judgeStep } from '../network/loss';
import { zeros, type Matrix } from '../network/matrix';
import { simulate } from '../network/simulate';
import { mdgl } from '../rules/mdgl';
import { compare, type Comparison } from './compare';
import type { NetworkCase } from './network-case';
import type { Recordings } from './schema';

/** Everything that a case records of one trial under MDGL, against the reference engine's own pieces. */
export function compareRecordings(file: NetworkCase, expected: Recordings, tolerance: number): Comparison[] {
  const { network, weights, trials, steps } = file;
  const { input, target } = trials[expected.trial];
  const { states, spikes, logits } = simulate(network, weights, input);
  const psi = states.map((state) => state.psi);
  const error = zeros(steps, network.outputs);
  for (let t = judgedFrom(target, steps); t < steps; t++) judgeStep(logits[t], target, t, { trials: trials.length, steps }, error[t]);
  const heard = signals(network, mdgl, error, psi, rateError(file), weights.output, mdgl.modulation!(weights.recurrent, network));

  const neurons = Object.entries(expected.neurons).flatMap(([neuron, recorded]) => {
    const p = Number(neuron);
    const actual = {
      membrane: column(states.map((state) => state.v), p),
      threshold: column(states.map((state) => state.A), p),
      pseudoDerivative: column(psi, p),
      learningSignal: column(heard.learning, p),
      modulatorySignal: column(heard.modulatory, p),
    };
    return (Object.keys(actual) as (keyof typeof actual)[]).map((signal) => compare(`${signal} of neuron ${p}`, actual[signal], recorded[signal], tolerance));
  });
  const traces = [{ kind: 'recurrent', source: spikes, delay: network.delaySteps }, { kind: 'input', source: input, delay: 0 }] as const;
  return [...neurons, ...traces.flatMap(({ kind, source, delay }) => expected[`${kind}Traces`].map(({ pre, post, eligibility }) => {
    const trace = eligibilityTrace(network, mdgl.eligibility, arrivals(source, pre, delay), column(psi, post), network.beta[post]);
    return compare(`trace of ${kind} synapse ${pre}→${post}`, trace.eligibility, eligibility, tolerance);
  }))];
}

/** The firing-rate regularisation's part of L, from the spikes of the whole batch. */
function rateError({ network, weights, trials, steps, rates }: NetworkCase): Float64Array {
  const spikeCounts = new Float64Array(network.neurons);
  if (rates) for (const { input } of trials) simulate(network, weights, input).spikes.channels.forEach((p) => { spikeCounts[p]++; });
  return rateErrorOf({ rates, count: trials.length, steps }, spikeCounts);
}

function column(matrix: Matrix, c: number): Float64Array {
  return Float64Array.from(matrix, (row) => row[c]);
}
