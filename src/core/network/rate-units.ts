import { tanh } from '../digits';
import { addScaled, zeros, type Matrix } from './matrix';
import type { Network, Weights } from './network';
import { spikesAt, stepsOf, type Raster } from './raster';

/** What a trial's forward pass of rate units leaves. */
export interface RateActivity {
  readonly input: Raster;
  /** h [step + 1][neuron]: the rates before the first step, and after each. */
  readonly rates: Matrix;
  /** ψ(t) = tanh′(u(t)) [step][neuron] */
  readonly psi: Matrix;
  /** [step][output] */
  readonly logits: Matrix;
}

/** Rate of every unit before the first step. */
const INITIAL_RATE = 0.1;

/**
 * Runs rate units on one trial's input, step by step. The leak stands behind the nonlinearity, and the readout reads rates unfiltered.
 * @see Murray, eLife 8:e43299 (2019), Methods
 */
export function simulateRates({ neurons, outputs, alpha }: Network, weights: Weights, input: Raster): RateActivity {
  const steps = stepsOf(input);
  const rates = zeros(steps + 1, neurons);
  const psi = zeros(steps, neurons);
  const logits = zeros(steps, outputs);
  rates[0].fill(INITIAL_RATE);
  for (let t = 0; t < steps; t++) {
    const [before, h] = [rates[t], rates[t + 1]];
    const u = new Float64Array(neurons);
    // u_p(t) = Σ_q W_rec[q,p] h_q(t−1) + Σ_i W_in[i,p] x_i(t)
    for (let q = 0; q < neurons; q++) addScaled(u, weights.recurrent[q], before[q]);
    for (const i of spikesAt(input, t)) addScaled(u, weights.input[i], 1);
    for (let p = 0; p < neurons; p++) {
      // h(t) = α h(t−1) + (1−α) tanh(u(t));  ψ(t) = 1 − tanh²(u(t))
      const f = tanh(u[p]);
      h[p] = alpha[p] * before[p] + (1 - alpha[p]) * f;
      psi[t][p] = 1 - f * f;
    }
    // logits(t) = W_outᵀ h(t) + bias
    for (let k = 0; k < outputs; k++) logits[t][k] = h.reduce((sum, rate, p) => sum + weights.output[p][k] * rate, weights.bias[k]);
  }
  return { input, rates, psi, logits };
}
