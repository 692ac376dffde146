import { InputError } from '../errors';
import type { Engine, EngineName } from './engine';

export type { Batch, Engine, EngineName, Evaluation, Gradients, Lesson, LessonResult } from './engine';
import { referenceEngine } from './reference/reference';
import { wasmEngine } from './wasm/wasm';

/** The engines there are; the first is the default. */
export const engineNames: readonly EngineName[] = ['wasm', 'reference'];

/**
 * The engine of this name.
 * @param workers threads of the wasm engine, the calling one included; the reference engine has one
 * @throws InputError listing the engines there are, or where the wasm engine cannot load (nothing falls back silently)
 */
export function createEngine(name: string = engineNames[0], options: { workers?: number } = {}): Engine {
  if (name === 'wasm') return wasmEngine(options);
  if (name === 'reference') return referenceEngine();
  throw new InputError(`unknown engine "${name}"; known are ${engineNames.join(', ')}`);
}
