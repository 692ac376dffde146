import { judge, judgedFrom, type BatchSize } from '../../network/loss';
import { zeros } from '../../network/matrix';
import type { Target } from '../../network/trial';
import { CHUNK } from '../kernel/sizes';
import type { Tally } from '../tally';
import type { Size, Slot } from './layout';
import type { Memory } from './memory';

// What is read from the slot of a chunk after its forward pass, and written into it before its sweep. Trial m of a chunk is lane m.

/** Adds the spikes of each neuron in the chunk. */
export function addSpikeCounts({ u32 }: Memory, { counts }: Slot, spikeCounts: Float64Array): void {
  for (let n = 0; n < CHUNK * spikeCounts.length; n++) spikeCounts[Math.floor(n / CHUNK)] += u32[(counts >>> 2) + n];
}

/**
 * Writes the firing-rate regularisation's part of L.
 * @param errorOf [neuron], from the spikes of each neuron in a trial
 */
export function writeRateErrors(
  { f32, u32 }: Memory, { counts, rateError }: Slot, neurons: number, errorOf: (spikeCounts: Float64Array) => ArrayLike<number>
): void {
  const spikeCounts = new Float64Array(neurons);
  for (let lane = 0; lane < CHUNK; lane++) {
    for (let p = 0; p < neurons; p++) spikeCounts[p] = u32[(counts >>> 2) + p * CHUNK + lane];
    const error = errorOf(spikeCounts);
    for (let p = 0; p < neurons; p++) f32[(rateError >>> 2) + p * CHUNK + lane] = error[p];
  }
}

/** Makes the error d [step][output] of all trials 0. */
export function clearError({ f32 }: Memory, { error }: Slot, { steps, outputs }: Size): void {
  f32.fill(0, error >>> 2, (error >>> 2) + steps * outputs * CHUNK);
}

/**
 * Judges the trials of the chunk in their order, and writes their errors d.
 * @param targets of these trials
 */
export function judgeTrials(memory: Memory, slot: Slot, size: Size, targets: readonly Target[], tally: Tally): void {
  const { f32 } = memory;
  const { steps, outputs } = size;
  const batch: BatchSize = { trials: size.trials, steps };
  clearError(memory, slot, size);
  targets.forEach((target, lane) => {
    const from = judgedFrom(target, steps);
    const at = (t: number, k: number) => ((from + t) * outputs + k) * CHUNK + lane;
    const logits = zeros(steps - from, outputs);
    logits.forEach((row, t) => { for (let k = 0; k < outputs; k++) row[k] = f32[(slot.logits >>> 2) + at(t, k)]; });
    const judgement = judge(logits, target, batch);
    judgement.error.forEach((row, t) => { for (let k = 0; k < outputs; k++) f32[(slot.error >>> 2) + at(t, k)] = row[k]; });
    tally.addTrial(judgement, logits[logits.length - 1]);
  });
}

/** Adds the gradients of the chunk. */
export function addGradients({ f32 }: Memory, { gradients }: Slot, sums: Float64Array): void {
  for (let n = 0; n < sums.length; n++) sums[n] += f32[(gradients >>> 2) + n];
}
