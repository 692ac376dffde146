import type { EngineName } from '../engine/engine';
import { keepsBatch, layoutOf, sizeOf } from '../engine/wasm/layout';
import { networkOf } from '../network/network';
import type { Settings } from '../settings';
import { taskOf } from '../tasks';

/** Roughly what a run needs. */
export interface MemoryNeed {
  readonly megabytes: number;
  /** Whether ψ of a whole batch is too much to keep, so that the firing-rate regularisation takes two forward passes. */
  readonly forwardTwice: boolean;
}

/** Bytes that the engines in float64 take for each neuron and step of a batch, measured: six numbers of the state, and more for a while. */
const REFERENCE_BYTES = 60;

/** Estimates the memory of a run on `workers` threads, without Node itself. */
export function memoryNeed({ training, ...settings }: Settings, engine: EngineName, workers: number): MemoryNeed {
  const network = networkOf({ training, ...settings });
  const steps = taskOf(settings.task).size(settings.task).steps;
  const { trials } = training;
  if (engine !== 'wasm') {
    return { megabytes: Math.ceil((trials * steps * network.neurons * REFERENCE_BYTES) / 1e6), forwardTwice: false };
  }
  const layout = layoutOf(sizeOf({ network, steps, count: trials }, workers));
  return { megabytes: Math.ceil(layout.inputEvents / 1e6), forwardTwice: training.rateCoefficient > 0 && !keepsBatch(layout) };
}
