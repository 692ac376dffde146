import { zeros, type Matrix } from './matrix';
import { mustHaveUnits, type Network, type Weights } from './network';
import { raster, spikesAt, stepsOf, type Raster } from './raster';
import { restingState, step, type State } from './step';

/** What a trial's forward pass leaves. */
export interface Activity {
  readonly input: Raster;
  /** The neurons' spikes. */
  readonly spikes: Raster;
  /** The state after each step. */
  readonly states: readonly State[];
  /** [step][output] */
  readonly logits: Matrix;
}

/** Runs a network of spiking neurons on one trial's input, step by step. @throws InputError for rate units */
export function simulate(network: Network, weights: Weights, input: Raster): Activity {
  mustHaveUnits(network);
  const steps = stepsOf(input);
  const states: State[] = [];
  const spikes: number[] = [];
  let state = restingState(network);
  for (let t = 0; t < steps; t++) {
    const delayed = states[t - network.delaySteps]?.z;
    state = step(network, state, synapticCurrent(network, weights, spikesAt(input, t), delayed));
    states.push(state);
    for (let p = 0; p < network.neurons; p++) if (state.z[p]) spikes.push(t, p);
  }
  return { input, spikes: raster(steps, spikes), states, logits: readout(network, weights, states) };
}

/** Computes I_p(t) = Σ_i W_in[i,p] x_i(t) + Σ_q W_rec[q,p] z_q(t−D), summed over spikes only. */
function synapticCurrent({ neurons }: Network, weights: Weights, inputSpikes: Uint16Array, delayed?: Float64Array): Float64Array {
  const current = new Float64Array(neurons);
  const add = (row: Float64Array) => { for (let p = 0; p < neurons; p++) current[p] += row[p]; };
  if (delayed) for (let q = 0; q < neurons; q++) if (delayed[q]) add(weights.recurrent[q]);
  for (const i of inputSpikes) add(weights.input[i]);
  return current;
}

/** Computes logits(t) = W_outᵀ y(t) + bias with y(t) = κ y(t−1) + (1−κ) z(t), [step][output] */
function readout({ neurons, outputs, kappa }: Network, { output, bias }: Weights, states: readonly State[]): Matrix {
  const logits = zeros(states.length, outputs);
  const y = new Float64Array(neurons);
  states.forEach(({ z }, t) => {
    for (let p = 0; p < neurons; p++) y[p] = kappa * y[p] + (1 - kappa) * z[p];
    for (let k = 0; k < outputs; k++) {
      logits[t][k] = bias[k];
      for (let p = 0; p < neurons; p++) logits[t][k] += output[p][k] * y[p];
    }
  });
  return logits;
}
