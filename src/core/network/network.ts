import { exp } from '../digits';
import { InputError } from '../errors';
import type { Settings } from '../settings';
import { taskOf } from '../tasks';
import type { Task } from '../tasks/task';
import type { Matrix } from './matrix';

/** What a network is, apart from its weights. */
export interface Network {
  /** Rate units, see `rate-units.ts`; by default spiking neurons. */
  readonly units?: 'tanh';
  readonly inputs: number;
  readonly neurons: number;
  readonly outputs: number;
  /** Cell type of each neuron, 0 … cellTypes−1, in any order. */
  readonly types: readonly number[];
  /** Number of cell types. */
  readonly cellTypes: number;
  /** Id of the rule whose own types these are; by default they are the settings' cell types. */
  readonly typedBy?: string;
  /** β of each neuron: 0 for LIF, positive for ALIF. */
  readonly beta: readonly number[];
  /** Decay of each neuron's membrane, or of its rate (α), of its adaptation (ρ), and of the readout (κ), in one step of 1 ms. */
  readonly alpha: readonly number[];
  readonly rho: readonly number[];
  readonly kappa: number;
  /** Baseline threshold v_th. */
  readonly threshold: number;
  /** γ of the pseudo-derivative. */
  readonly dampening: number;
  readonly refractorySteps: number;
  /** Synaptic delay D of the recurrent connections, 1 or more steps. */
  readonly delaySteps: number;
}

/** All weights (pre, post); 0 stands for no connection. */
export interface Weights {
  /** inputs × neurons */
  readonly input: Matrix;
  /** neurons × neurons, diagonal 0 but of rate units */
  readonly recurrent: Matrix;
  /** neurons × outputs */
  readonly output: Matrix;
  /** one an output */
  readonly bias: Float64Array;
}

/** @throws InputError for a network of other units @param wanted by default spiking neurons */
export function mustHaveUnits({ units }: Network, wanted?: Network['units']): void {
  if (units === wanted) return;
  const cure = wanted ? 'createEngine() is for those' : 'rate units are for createEngine("rate") alone';
  throw new InputError(`network.units is "${units ?? 'spiking'}", must be "${wanted ?? 'spiking'}" here: ${cure}`);
}

/** Returns the constants of one neuron: α, ρ, β and v_th. */
export function neuronConstants({ alpha, rho, beta, threshold }: Network, neuron: number) {
  return { alpha: alpha[neuron], rho: rho[neuron], beta: beta[neuron], threshold };
}

/** Computes exp(−1 ms / τ) */
export function decay(tauMs: number): number {
  return exp(-1 / tauMs);
}

/**
 * Makes the network that the settings describe; its inputs and outputs are those of the task.
 * @param task by default the one of the list that the settings name
 */
export function networkOf({ network, task: taskSettings }: Settings, task: Task = taskOf(taskSettings)): Network {
  const { inputs, outputs } = task.size(taskSettings);
  const kinds = ['lif', 'alif'] as const;
  const neurons = kinds.flatMap((kind) => network.cellTypes.flatMap((cell, type) =>
    Array.from({ length: cell[kind] }, () => ({
      type,
      tauMembraneMs: cell.tauMembraneMs ?? network.tauMembraneMs,
      tauAdaptationMs: cell.tauAdaptationMs ?? network.tauAdaptationMs,
      beta: kind === 'alif' ? cell.adaptationStrength ?? network.adaptationStrength : 0,
    }))));
  const units = network.units === 'tanh' ? 'tanh' : undefined;
  return {
    ...(units && { units }),
    inputs,
    neurons: neurons.length,
    outputs,
    types: neurons.map((neuron) => neuron.type),
    cellTypes: network.cellTypes.length,
    beta: neurons.map((neuron) => neuron.beta),
    // Murray's step of Euler, not the exact decay
    alpha: neurons.map(({ tauMembraneMs: tau }) => units ? 1 - 1 / tau : decay(tau)),
    rho: neurons.map((neuron) => decay(neuron.tauAdaptationMs)),
    kappa: decay(network.tauReadoutMs),
    threshold: network.threshold,
    dampening: network.dampening,
    refractorySteps: network.refractoryMs,
    delaySteps: network.delayMs,
  };
}
