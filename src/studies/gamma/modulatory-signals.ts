import { modulationOf } from '../../core/engine/batch';
import type { Batch } from '../../core/engine/engine';
import type { rateErrorsOf } from '../../core/engine/rates';
import { signals } from '../../core/engine/reference/signals';
import { judgeTrial } from '../../core/network/loss';
import type { Matrix } from '../../core/network/matrix';
import { countSpikes } from '../../core/network/raster';
import { simulate } from '../../core/network/simulate';
import type { Trial } from '../../core/network/trial';
import type { Rule } from '../../core/rules/rule';

/**
 * Computes Γ [step][neuron] that each rule would make in one trial of a batch, by the reference equations, with symmetric feedback.
 * @param batch network, weights and size; of its trials, only how many there are counts
 * @param rateErrorOf the firing-rate regularisation's part of L, one number a neuron, from the spikes of each in the trial
 * @returns one matrix a rule, in their order
 */
export function modulatorySignals(
  { network, weights, count, steps }: Omit<Batch, 'trials'>,
  { input, target }: Trial,
  rules: readonly Rule[],
  rateErrorOf: ReturnType<typeof rateErrorsOf>
): Matrix[] {
  const { states, logits, spikes } = simulate(network, weights, input);
  const { error } = judgeTrial(logits, target, { trials: count, steps });
  const rateError = rateErrorOf(countSpikes(spikes, network.neurons));
  const psi = states.map((state) => state.psi);
  return rules.map(
    (rule) => signals(network, rule, error, psi, rateError, weights.output, modulationOf({ network, weights, rule })).modulatory
  );
}
