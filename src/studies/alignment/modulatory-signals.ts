import { modulationOf } from '../../core/engine/batch';
import type { Batch } from '../../core/engine/engine';
import { signals } from '../../core/engine/reference/signals';
import { judgedFrom, judgeStep } from '../../core/network/loss';
import { zeros, type Matrix } from '../../core/network/matrix';
import { simulate } from '../../core/network/simulate';
import type { Trial } from '../../core/network/trial';
import type { Rule } from '../../core/rules/rule';

/**
 * Computes Γ [step][neuron] that each rule would make in one trial of a batch, by the reference equations, with symmetric feedback.
 * @param batch network, weights and size; of its trials, only how many there are counts
 * @param rateError the firing-rate regularisation's part of L, one number a neuron
 * @returns one matrix a rule, in their order
 */
export function modulatorySignals(
  { network, weights, count, steps }: Omit<Batch, 'trials'>,
  { input, target }: Trial,
  rules: readonly Rule[],
  rateError: Float64Array
): Matrix[] {
  const { states, logits } = simulate(network, weights, input);
  const error = zeros(steps, network.outputs);
  for (let t = judgedFrom(target, steps); t < steps; t++) judgeStep(logits[t], target, t, { trials: count, steps }, error[t]);
  const psi = states.map((state) => state.psi);
  return rules.map(
    (rule) => signals(network, rule, error, psi, rateError, weights.output, modulationOf({ network, weights, rule })).modulatory
  );
}
