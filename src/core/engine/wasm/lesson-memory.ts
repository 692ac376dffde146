import { mapMatrix } from '../../network/matrix';
import type { Network } from '../../network/network';
import { traceOf } from '../../rules/rule';
import { modulationOf } from '../batch';
import { noGradients, type Batch, type Gradients, type Lesson } from '../engine';
import { LANES, RECORD } from '../kernel/sizes';
import type { Layout, Size } from './layout';
import { wantedPlaces, writeMatrix, writePlaces, type Memory, type Places } from './memory';

/** Places of the synapses whose gradient is wanted. */
interface SynapsePlaces {
  readonly input: Places;
  readonly recurrent: Places;
}

/** None: of a forward pass. */
export const NO_PLACES: SynapsePlaces = { input: { rows: [], columns: [] }, recurrent: { rows: [], columns: [] } };

/** Writes what a forward pass needs. */
export function writeNetwork(memory: Memory, { arrays }: Layout, { network, weights }: Batch): void {
  const { alpha, rho, beta } = network;
  // β, α, 1 − α, 1 − ρ, see kernel/sizes.ts
  memory.f32.set(beta.flatMap((value, p) => [value, alpha[p], 1 - alpha[p], 1 - rho[p]]), arrays.constants / 4);
  memory.u32.set(groupEndsOf(network), arrays.groupEnds / 4);
  memory.f32.set(weights.bias, arrays.bias / 4);
  writeMatrix(memory, arrays.inputWeights, weights.input, RECORD);
  writeMatrix(memory, arrays.recurrentWeights, weights.recurrent, RECORD);
  writeMatrix(memory, arrays.outputWeights, weights.output, LANES);
}

/** Cuts the neurons into groups that share α and ρ and stand side by side; returns of each the first neuron behind it. */
function groupEndsOf({ neurons, alpha, rho }: Network): number[] {
  const ends = Array.from({ length: neurons }, (_, p) => p + 1);
  return ends.filter((end) => end === neurons || alpha[end] !== alpha[end - 1] || rho[end] !== rho[end - 1]);
}

/**
 * Writes what a sweep needs besides: feedback, what comes from other neurons, and the places whose gradient is wanted, which are
 * returned.
 */
export function writeLesson(memory: Memory, { arrays }: Layout, { inputs, neurons }: Size, lesson: Lesson): SynapsePlaces {
  const { network: { alpha }, weights, rule, feedback, places } = lesson;
  writeMatrix(memory, arrays.feedback, feedback, LANES);
  const heard = rule.credit === 'exact' ? weights.recurrent : modulationOf(lesson);
  // (1−α_p) Σ_j G[p,j] (1−α_j) / (1−α_p) a_j: one gain for all terms, and the same numbers as G where all neurons have the same
  if (heard) writeMatrix(memory, arrays.modulation, mapMatrix(heard, (g, p, j) => g * ((1 - alpha[j]) / (1 - alpha[p]))), LANES);
  const input = wantedPlaces(inputs, neurons, (i, p) => !places || places.input[i][p] !== 0);
  const recurrent = wantedPlaces(neurons, neurons, (q, p) => q !== p && (!places || places.recurrent[q][p] !== 0));
  writePlaces(memory, arrays.inputPlaces, inputs, input, 0);
  writePlaces(memory, arrays.recurrentPlaces, neurons, recurrent, input.rows.length);
  return { input, recurrent };
}

/** Makes the kernel's settings for a batch, called as in kernel/settings.ts. */
export function settingsFor(lesson: Batch & Partial<Lesson>, { arrays }: Layout, { input, recurrent }: SynapsePlaces) {
  const { network, steps, rule, modulation } = lesson;
  const { inputs, neurons, outputs, delaySteps, kappa, threshold, dampening, refractorySteps } = network;
  const synapseSums = input.rows.length + recurrent.rows.length;
  const hears = modulation ?? rule?.modulation;
  return {
    ...arrays, steps, inputs, neurons, outputs, delaySteps, refractorySteps, threshold, dampening,
    kappa, oneMinusKappa: 1 - kappa,
    heard: rule?.credit === 'exact' ? 2 : hears ? 1 : 0,
    online: rule?.online ? 1 : 0,
    tracedReset: rule && traceOf(rule) === 'no-reset' ? 0 : threshold,
    leakOnly: rule && traceOf(rule) === 'leak' ? 1 : 0,
    synapseSums,
    sumCount: synapseSums + (neurons + 1) * outputs,
  };
}

/** What the kernel's settings are. */
export type KernelSettings = Readonly<ReturnType<typeof settingsFor>>;

/** Makes gradients from their sums, in the order in which the kernel has them. */
export function gradientsFrom(sums: Float64Array, size: Size, { input, recurrent }: SynapsePlaces): Gradients {
  const gradients = noGradients(size);
  let n = 0;
  input.rows.forEach((i, place) => { gradients.input[i][input.columns[place]] = sums[n++]; });
  recurrent.rows.forEach((q, place) => { gradients.recurrent[q][recurrent.columns[place]] = sums[n++]; });
  for (const row of [...gradients.output, gradients.bias]) for (let k = 0; k < size.outputs; k++) row[k] = sums[n++];
  return gradients;
}
