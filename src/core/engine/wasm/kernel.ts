import { LANES } from '../kernel/sizes';
import type { Slot, Workspace } from './layout';
import { webAssembly, type WasmMemory, type WasmModule } from './webassembly';

/** What the kernel's settings are called (kernel/settings.ts). */
export type KernelSettings = Readonly<Record<
  | 'steps' | 'neurons' | 'outputs' | 'delaySteps' | 'refractorySteps'
  | 'alpha' | 'kappa' | 'oneMinusAlpha' | 'oneMinusRho' | 'oneMinusKappa' | 'threshold' | 'dampening'
  | 'heard' | 'online' | 'leakOnly'
  | 'beta' | 'rateError' | 'bias'
  | 'inputWeights' | 'recurrentWeights' | 'outputWeights' | 'feedback' | 'modulation'
  | 'inputPlaces' | 'recurrentPlaces' | 'sumCount' | 'synapseSums', number>>;

interface Exports extends Record<string, unknown> {
  simulate(inputEvents: number, inputOffsets: number, events: number, offsets: number, psi: number, logits: number, counts: number): void;
  sweep(inputEvents: number, inputOffsets: number, events: number, offsets: number, psi: number, error: number, psiBar: number, gradients: number): void;
}

/** Where a chunk's input lies. */
export interface Input {
  readonly offsets: number;
  readonly events: number;
}

/** One worker's instance of the kernel. */
export interface Kernel {
  set(settings: KernelSettings): void;
  simulate(input: Input, slot: Slot): void;
  sweep(input: Input, slot: Slot): void;
}

/** An instance on the engine's memory, with working memory of its own. */
export function instantiate(module: WasmModule, memory: WasmMemory, own: Workspace): Kernel {
  const exports = new webAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  const assign = (values: Record<string, number>) => {
    for (const [name, value] of Object.entries(values)) (exports[name] as { value: number }).value = value;
  };
  return {
    set({ synapseSums, ...settings }) {
      const outputSums = own.sums + synapseSums * LANES;
      const biasSums = outputSums + settings.neurons * settings.outputs * LANES;
      assign({ ...settings, workspace: own.workspace, scratch: own.scratch, sums: own.sums, outputSums, biasSums });
    },
    simulate: (input, slot) => exports.simulate(input.events, input.offsets, slot.events, slot.offsets, slot.psi, slot.logits, slot.counts),
    sweep: (input, slot) => exports.sweep(input.events, input.offsets, slot.events, slot.offsets, slot.psi, slot.error, own.psiBar, slot.gradients),
  };
}
