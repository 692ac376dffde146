import { modulationOf } from '../batch';
import type { Batch, Gradients, Lesson } from '../engine';
import { LANES, RECORD } from '../kernel/sizes';
import { zeros } from '../../network/matrix';
import type { KernelSettings } from './kernel';
import type { Layout, Size } from './layout';
import { wantedPlaces, writeMatrix, writePlaces, type Memory, type Places } from './memory';
import { traceOf } from '../../rules/rule';

/** Places of the synapses whose gradient is wanted. */
interface SynapsePlaces {
  readonly input: Places;
  readonly recurrent: Places;
}

/** None: of a forward pass. */
export const NO_PLACES: SynapsePlaces = { input: { rows: [], columns: [] }, recurrent: { rows: [], columns: [] } };

/** Writes what a forward pass needs. */
export function writeNetwork(memory: Memory, layout: Layout, { network, weights }: Batch): void {
  memory.f32.set(network.beta, layout.beta / 4);
  memory.f32.set(weights.bias, layout.bias / 4);
  writeMatrix(memory, layout.inputWeights, weights.input, RECORD);
  writeMatrix(memory, layout.recurrentWeights, weights.recurrent, RECORD);
  writeMatrix(memory, layout.outputWeights, weights.output, LANES);
}

/** Writes what a sweep needs besides: feedback, what comes from other neurons, and the places whose gradient is wanted, which are returned. */
export function writeLesson(memory: Memory, layout: Layout, { inputs, neurons }: Size, lesson: Lesson): SynapsePlaces {
  const { weights, rule, feedback, places } = lesson;
  writeMatrix(memory, layout.feedback, feedback, LANES);
  const heard = rule.credit === 'exact' ? weights.recurrent : modulationOf(lesson);
  if (heard) writeMatrix(memory, layout.modulation, heard, LANES);
  const input = wantedPlaces(inputs, neurons, (i, p) => !places || places.input[i][p] !== 0);
  const recurrent = wantedPlaces(neurons, neurons, (q, p) => q !== p && (!places || places.recurrent[q][p] !== 0));
  writePlaces(memory, layout.inputPlaces, inputs, input, 0);
  writePlaces(memory, layout.recurrentPlaces, neurons, recurrent, input.rows.length);
  return { input, recurrent };
}

/** The kernel's settings for a batch. */
export function settingsFor({ network, rule, modulation }: Batch & Partial<Lesson>, layout: Layout, size: Size, { input, recurrent }: SynapsePlaces): KernelSettings {
  const { alpha, rho, kappa, threshold, dampening, refractorySteps } = network;
  const { steps, neurons, outputs, delaySteps } = size;
  const { slots: _slots, workspaces: _workspaces, chunks: _chunks, inputEvents: _inputEvents, ...addresses } = layout;
  const synapseSums = input.rows.length + recurrent.rows.length;
  return {
    steps, neurons, outputs, delaySteps, refractorySteps, threshold, dampening, ...addresses,
    alpha, kappa, oneMinusAlpha: 1 - alpha, oneMinusRho: 1 - rho, oneMinusKappa: 1 - kappa,
    heard: rule?.credit === 'exact' ? 2 : modulation ?? rule?.modulation ? 1 : 0,
    online: rule?.online ? 1 : 0,
    leakOnly: rule && traceOf(rule) === 'leak' ? 1 : 0,
    synapseSums,
    sumCount: synapseSums + (neurons + 1) * outputs,
  };
}

/** Gradients from their sums, in the order in which the kernel has them. */
export function gradientsFrom(sums: Float64Array, { inputs, neurons, outputs }: Size, { input, recurrent }: SynapsePlaces): Gradients {
  const gradients = { input: zeros(inputs, neurons), recurrent: zeros(neurons, neurons), output: zeros(neurons, outputs), bias: new Float64Array(outputs) };
  let n = 0;
  input.rows.forEach((i, place) => { gradients.input[i][input.columns[place]] = sums[n++]; });
  recurrent.rows.forEach((q, place) => { gradients.recurrent[q][recurrent.columns[place]] = sums[n++]; });
  for (let j = 0; j < neurons; j++) for (let k = 0; k < outputs; k++) gradients.output[j][k] = sums[n++];
  for (let k = 0; k < outputs; k++) gradients.bias[k] = sums[n++];
  return gradients;
}
