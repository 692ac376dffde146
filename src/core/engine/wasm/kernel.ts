import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inClone } from '../../../node/clone';
import { InputError } from '../../errors';
import type { Slot, Workspace } from './layout';

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

/** The compiled kernel; workers receive it ready. @throws InputError where WebAssembly SIMD or threads are missing, or the build */
export function compileKernel(): WebAssembly.Module {
  const file = join(__dirname, '..', '..', 'dist', 'engine', 'kernel.wasm');
  try {
    return new WebAssembly.Module(readFileSync(file));
  } catch (error) {
    throw new InputError(`the wasm engine cannot load (${(error as Error).message}); it needs WebAssembly SIMD and threads and a finished build (${inClone ? 'npm run build' : 'remove node_modules/mdgl, then npm install'}); --engine reference runs without`);
  }
}

/** An instance on the shared memory, with working memory of its own. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory, own: Workspace): Kernel {
  const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  const assign = (values: Record<string, number>) => {
    for (const [name, value] of Object.entries(values)) (exports[name] as WebAssembly.Global).value = value;
  };
  return {
    set({ synapseSums, ...settings }) {
      const outputSums = own.sums + synapseSums * 16;
      const biasSums = outputSums + settings.neurons * settings.outputs * 16;
      assign({ ...settings, workspace: own.workspace, scratch: own.scratch, sums: own.sums, outputSums, biasSums });
    },
    simulate: (input, slot) => exports.simulate(input.events, input.offsets, slot.events, slot.offsets, slot.psi, slot.logits, slot.counts),
    sweep: (input, slot) => exports.sweep(input.events, input.offsets, slot.events, slot.offsets, slot.psi, slot.error, own.psiBar, slot.gradients),
  };
}
