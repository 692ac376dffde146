import { LANES } from '../kernel/sizes';
import type { Slot, Workspace } from './layout';
import type { KernelSettings } from './lesson-memory';
import { webAssembly, type WasmMemory, type WasmModule } from './webassembly';

/** Where a chunk's input lies. */
export interface Input {
  readonly offsets: number;
  readonly events: number;
}

/** Settings that can be set, and the two passes (kernel/simulate.ts, kernel/sweep.ts), which take addresses. */
type Exports = Record<string, { value: number }> & Record<'simulate' | 'sweep', (...addresses: number[]) => void>;

/** One worker's instance of the kernel. */
export interface Kernel {
  set(settings: KernelSettings): void;
  simulate(input: Input, slot: Slot): void;
  sweep(input: Input, slot: Slot): void;
}

/** Makes an instance on the engine's memory, with working memory of its own. */
export function instantiate(module: WasmModule, memory: WasmMemory, own: Workspace): Kernel {
  const exports = new webAssembly.Instance(module, { env: { memory } }).exports as Exports;
  const assign = (values: Record<string, number>) => {
    for (const [name, value] of Object.entries(values)) exports[name].value = value;
  };
  return {
    set({ synapseSums, ...settings }) {
      const outputSums = own.sums + synapseSums * LANES;
      const biasSums = outputSums + settings.neurons * settings.outputs * LANES;
      assign({ ...settings, workspace: own.workspace, scratch: own.scratch, sums: own.sums, outputSums, biasSums });
    },
    simulate(input, { events, offsets, psi, logits, counts }) {
      exports.simulate(input.events, input.offsets, events, offsets, psi, logits, counts);
    },
    sweep(input, { events, offsets, psi, error, rateError, gradients }) {
      exports.sweep(input.events, input.offsets, events, offsets, psi, error, rateError, own.psiBar, gradients);
    },
  };
}
