import type { Quantity } from './quantities';

/** Numbers with named axes, the last axis running fastest. */
export interface NamedArray {
  readonly dims: readonly string[];
  readonly shape: readonly number[];
  readonly data: Float64Array | Int32Array | Uint16Array | Uint8Array;
  readonly unit: string;
  readonly description: string;
  /** Names of the values 0, 1, …, where numbers stand for names. */
  readonly meanings?: readonly string[];
}

/**
 * What was recorded, as plain data. Axes are trial, step, neuron, input, synapse (recurrent ones first, then those of
 * inputs) and sender (sending cell type); what each index of an axis stands for is in `coordinates`.
 */
export interface Recording<Q extends Quantity = never> {
  readonly arrays: Readonly<Partial<Record<Quantity, NamedArray>> & Record<Q, NamedArray>>;
  /**
   * One-dimensional, of one axis each: trial, step, neuron, input, sender and synapse number their axis; further of each
   * neuron neuronType and beta, of each synapse pre, post, fromInput (1 where pre is an input) and weight.
   */
  readonly coordinates: Readonly<Record<string, NamedArray>>;
  /** Rule, version, and whatever else the request said about itself. */
  readonly attributes: Readonly<Record<string, unknown>>;
}
