import { trialsOf } from '../core/engine/batch';
import { rateErrorOf } from '../core/engine/rates';
import { arrivals } from '../core/engine/reference/traces';
import type { Matrix } from '../core/network/matrix';
import { version } from '../core/version';
import { coordinatesOf, dimsOf } from './coordinates';
import { modulationByType } from './modulation-by-type';
import { kindOf, type Quantity } from './quantities';
import type { NamedArray, Recording } from './recording';
import { columnsOf, recordingPlanOf, type ChosenSynapse, type RecordingPlan, type RecordingRequest } from './request';
import { countSpikes, runTrial, type TrialRun } from './run-trial';
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
  const rateError = rateErrorOf(request, request.rates ? countSpikes(request, trialsOf(request)) : new Float64Array(request.network.neurons));
  let number = 0;
  for (const trial of trialsOf(request)) {
    const row = plan.trials.indexOf(number++);
    if (row >= 0) keepTrial(request, plan, runTrial(request, trial, rateError), row, arrays);
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
    if (array) for (let t = 0; t < plan.steps; t++) array.data[(row * plan.steps + t) * columns + column] = value(t);
  };
  const wanted = (quantity: Quantity) => arrays[quantity] !== undefined;
  plan.neurons.forEach((p, n) => {
    for (const quantity of plan.what) {
      const series = neuronSeries(run, quantity);
      if (series) keep(quantity, n, (t) => series(t)[p]);
    }
    if (wanted('modulatorySignalByType')) {
      plan.typeNames.forEach((_, type) => {
        const part = modulationByType(request.network, run.signals().emitted, run.modulation(), p, type);
        keep('modulatorySignalByType', n * plan.typeNames.length + type, (t) => part[t]);
      });
    }
  });
  if (wanted('inputSpikes')) {
    for (let i = 0; i < plan.inputs; i++) {
      const counts = arrivals(run.input, i, 0);
      keep('inputSpikes', i, (t) => counts[t]);
    }
  }
  plan.synapses.forEach((synapse, s) => keepSynapse(run, synapse, wanted, (quantity, value) => keep(quantity, s, value)));
}

/** What a quantity of neurons is at each step, [neuron]; undefined for other quantities. */
function neuronSeries(run: TrialRun, quantity: Quantity): ((t: number) => Float64Array) | undefined {
  const of = (matrix: () => Matrix) => (t: number) => matrix()[t];
  switch (quantity) {
    case 'spikes': return (t) => run.states[t].z;
    case 'membrane': return (t) => run.states[t].v;
    case 'threshold': return (t) => run.states[t].A;
    case 'pseudoDerivative': return (t) => run.states[t].psi;
    case 'learningSignal': return of(() => run.signals().learning);
    case 'emittedActivity': return of(() => run.signals().emitted);
    case 'modulatorySignal': return of(() => run.signals().modulatory);
    case 'credit': return of(run.credit);
    default: return undefined;
  }
}

function keepSynapse(run: TrialRun, synapse: ChosenSynapse, wanted: (quantity: Quantity) => boolean, keep: (quantity: Quantity, value: (t: number) => number) => void): void {
  const { pre, post, fromInput } = synapse;
  const sent = arrivals(fromInput ? run.input : run.spikes, pre, 0);
  keep('presynapticSpikes', (t) => sent[t]);
  const { epsilonV, epsilonA, eligibility } = run.trace(synapse);
  keep('epsilonV', (t) => epsilonV[t]);
  keep('epsilonA', (t) => epsilonA[t]);
  keep('eligibility', (t) => eligibility[t]);
  if (!wanted('weightChange')) return;
  const credit = run.credit();
  let change = 0;
  // Σ_{s≤t} Λ_p(s) e_qp(s)
  keep('weightChange', (t) => change += credit[t][post] * eligibility[t]);
}
