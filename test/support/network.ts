import type { Network } from '../../src/core/network/network';

/** One LIF neuron with constants that can be worked with by hand, no two time constants alike; `changes` as wanted. */
export function handNetwork(changes: Partial<Network> = {}): Network {
  const neurons = changes.neurons ?? 1;
  return {
    inputs: 1,
    neurons,
    outputs: 1,
    types: Array(neurons).fill(0),
    cellTypes: 1,
    beta: Array(neurons).fill(0),
    alpha: Array(neurons).fill(0.5),
    rho: Array(neurons).fill(0.75),
    kappa: 0.25,
    threshold: 1,
    dampening: 0.4,
    refractorySteps: 2,
    delaySteps: 1,
    ...changes,
  };
}

/** Rows of numbers as a matrix. */
export function matrix(...rows: number[][]): Float64Array[] {
  return rows.map((row) => Float64Array.from(row));
}
