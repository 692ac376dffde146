import { InputError } from '../errors';
import { platform } from '../platform';
import type { Engine, EngineName } from './engine';
import { referenceEngine } from './reference/reference';
import { wasmEngine } from './wasm/wasm';

export type { Batch, Engine, EngineName, Evaluation, Gradients, Lesson, LessonResult } from './engine';

/** The engines there are; the first is the default. */
export const engineNames: readonly EngineName[] = ['wasm', 'reference'];

/**
 * Returns the engine of this name.
 * @param workers threads of the wasm engine, the calling one included; by default the machine's cores. The reference engine has one
 * @throws InputError listing the engines there are, or if the wasm engine cannot load (nothing falls back silently)
 */
export function createEngine(name: string = engineNames[0], options: { readonly workers?: number } = {}): Engine {
  if (name === 'wasm') {
    const host = platform().engineHost();
    return wasmEngine({ ...host, workers: options.workers ?? host.workers });
  }
  if (name === 'reference') return referenceEngine();
  throw new InputError(`unknown engine "${name}"; known are ${engineNames.join(', ')}`);
}
