import { mdgl } from '../core/rules/mdgl';
import { goldenForm } from '../record/golden-form';
import type { Synapse } from '../record/synapses';
import { compare, type Comparison } from './compare';
import type { NetworkCase } from './network-case';
import type { Recordings } from './schema';

/** Compares everything that a case records of one trial under MDGL, against what the reference engine's own pieces record. */
export function compareRecordings(
  { network, weights, trials, steps, rates }: NetworkCase,
  expected: Recordings,
  tolerance: number
): Comparison[] {
  const lesson = { network, weights, trials, count: trials.length, steps, rates, rule: mdgl, feedback: weights.output };
  const actual = goldenForm(lesson, {
    trial: expected.trial,
    neurons: someOf(Object.keys(expected.neurons).map(Number)),
    synapses: someOf(eachOnce(expected.recurrentTraces)),
    inputSynapses: someOf(eachOnce(expected.inputTraces)),
  });
  const comparisons: Comparison[] = [];
  for (const [p, recorded] of Object.entries(actual.neurons)) {
    for (const [signal, values] of Object.entries(recorded)) {
      const wanted = expected.neurons[p][signal as keyof typeof recorded];
      comparisons.push(compare(`${signal} of neuron ${p}`, values, wanted, tolerance));
    }
  }
  for (const kind of ['recurrent', 'input'] as const) {
    for (const { pre, post, eligibility } of expected[`${kind}Traces`]) {
      const recorded = actual[`${kind}Traces`].find((trace) => trace.pre === pre && trace.post === post)!;
      comparisons.push(compare(`trace of ${kind} synapse ${pre}→${post}`, recorded.eligibility, eligibility, tolerance));
    }
  }
  return comparisons;
}

/** Returns the list, unless it is empty. */
function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function eachOnce(synapses: readonly Synapse[]): Synapse[] {
  return synapses.filter(({ pre, post }, n) => synapses.findIndex((other) => other.pre === pre && other.post === post) === n);
}
