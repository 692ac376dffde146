import { trialsOf } from '../core/engine/batch';
import { rateErrorsOf } from '../core/engine/rates';
import { arrivals, type Trace } from '../core/engine/reference/traces';
import { version } from '../core/version';
import { coordinatesOf, dimsOf } from './coordinates';
import { modulationByType } from './modulation-by-type';
import { kindOf, type Quantity } from './quantities';
import type { NamedArray, Recording } from './recording';
import { columnsOf, recordingPlanOf, type ChosenSynapse, type RecordingPlan, type RecordingRequest } from './request';
import { runTrial, spikeCountsOf, type TrialRun } from './run-trial';
import { checkSize, DEFAULT_MAX_BYTES } from './size';

/**
 * Runs trials under a rule and returns what is named, and nothing else. Always in float64 by the pieces of the reference engine.
 *
 * Signals are those of a whole batch: L is a part of the mean over its trials, and with `rates` the firing-rate
 * regularisation takes the rates of all of them.
 * @throws InputError naming what cannot be recorded; for a recording above `maxBytes`, how large it is and what would fit
 * @see {@link recordingBytes} for the memory it takes
 * @example
 * import { lessonAfter, presets, record, ruleOf, synapseQuantities, synapseSpec } from 'mdgl';
 *
 * const lesson = await lessonAfter({ settings: presets.tiny, rule: ruleOf('mdgl'), seed: 1 }, 60);
 * const recording = record({ ...lesson, what: synapseQuantities, synapses: '20>33' });
 * const picture = synapseSpec(recording); // spikes, traces, signals and weight change on one axis of time
 */
export function record<const Q extends Quantity>(request: RecordingRequest<Q>): Recording<Q> {
  const plan = recordingPlanOf(request);
  checkSize(plan, request.maxBytes ?? DEFAULT_MAX_BYTES);
  const arrays = Object.fromEntries(plan.what.map((quantity) => [quantity, emptyArray(plan, quantity)]));
  const spikeCounts = request.rates ? spikeCountsOf(request, trialsOf(request)) : new Float64Array(request.network.neurons);
  const rateErrorOf = rateErrorsOf(request, spikeCounts);
  let number = 0;
  for (const trial of trialsOf(request)) {
    const row = plan.trials.indexOf(number++);
    if (row >= 0) keepTrial(request, plan, runTrial(request, trial, rateErrorOf), row, arrays);
  }
  const { rule, about } = request;
  return {
    arrays: arrays as Recording<Q>['arrays'],
    coordinates: coordinatesOf(request, plan),
    attributes: { format: 'mdgl-recording/1', mdgl: version, rule: rule.id, ruleLabel: rule.label, cellTypes: plan.typeNames, ...about },
  };
}

function emptyArray(plan: RecordingPlan, quantity: Quantity): NamedArray {
  const { per, array, unit, description } = kindOf(quantity);
  const { dims, shape } = dimsOf(plan, per);
  return { dims, shape, data: new array(shape.reduce((product, n) => product * n, 1)), unit, description };
}

/** Writes one trial into its row of every array. */
function keepTrial(request: RecordingRequest, plan: RecordingPlan, run: TrialRun, row: number, arrays: Record<string, NamedArray>): void {
  const keep = (quantity: Quantity, column: number, value: (t: number) => number) => {
    const array = arrays[quantity];
    const columns = columnsOf(plan, kindOf(quantity).per);
    for (let t = 0; t < plan.steps; t++) array.data[(row * plan.steps + t) * columns + column] = value(t);
  };
  const keepSeries = (quantity: Quantity, column: number, series: Float64Array) => keep(quantity, column, (t) => series[t]);
  for (const quantity of plan.what) {
    const ofNeuron = OF_NEURONS[quantity];
    if (ofNeuron) plan.neurons.forEach((p, n) => keep(quantity, n, (t) => ofNeuron(run, t)[p]));
  }
  plan.synapses.forEach((synapse, s) => {
    const trace = run.trace(synapse);
    for (const quantity of plan.what) {
      const series = OF_SYNAPSES[quantity]?.(run, synapse, trace);
      if (series) keepSeries(quantity, s, series);
    }
  });
  if (plan.what.includes('modulatorySignalByType')) {
    plan.neurons.forEach((p, n) => plan.typeNames.forEach((_, type) => {
      const part = modulationByType(request.network, run.signals().emitted, run.modulation(), p, type);
      keepSeries('modulatorySignalByType', n * plan.typeNames.length + type, part);
    }));
  }
  if (plan.what.includes('inputSpikes')) {
    for (let i = 0; i < plan.inputs; i++) keepSeries('inputSpikes', i, arrivals(run.input, i, 0));
  }
}

/** What each quantity of neurons is at a step, [neuron]. */
const OF_NEURONS: Partial<Record<Quantity, (run: TrialRun, t: number) => Float64Array>> = {
  spikes: ({ states }, t) => states[t].z,
  membrane: ({ states }, t) => states[t].v,
  threshold: ({ states }, t) => states[t].A,
  pseudoDerivative: ({ states }, t) => states[t].psi,
  learningSignal: ({ signals }, t) => signals().learning[t],
  emittedActivity: ({ signals }, t) => signals().emitted[t],
  modulatorySignal: ({ signals }, t) => signals().modulatory[t],
  credit: ({ credit }, t) => credit()[t],
};

/** What each quantity of synapses is over the steps of a trial. */
const OF_SYNAPSES: Partial<Record<Quantity, (run: TrialRun, synapse: ChosenSynapse, trace: Trace) => Float64Array>> = {
  presynapticSpikes: ({ input, spikes }, { pre, fromInput }) => arrivals(fromInput ? input : spikes, pre, 0),
  epsilonV: (_run, _synapse, { epsilonV }) => epsilonV,
  epsilonA: (_run, _synapse, { epsilonA }) => epsilonA,
  eligibility: (_run, _synapse, { eligibility }) => eligibility,
  weightChange(run, { post }, { eligibility }) {
    const credit = run.credit();
    let change = 0;
    // Σ_{s≤t} Λ_p(s) e_qp(s)
    return eligibility.map((e, t) => change += credit[t][post] * e);
  },
};
