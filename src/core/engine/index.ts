import { InputError } from '../errors';
import { platform } from '../platform';
import type { Settings } from '../settings';
import type { Engine, EngineName } from './engine';
import { rateEngine } from './rate/rate';
import { referenceEngine } from './reference/reference';
import { wasmEngine } from './wasm/wasm';

export type { Batch, Engine, EngineName, Evaluation, Gradients, Lesson, LessonResult } from './engine';

/** The engines of spiking neurons; the first is the default. */
export const engineNames = ['wasm', 'reference'] as const satisfies readonly EngineName[];

/** The engines there are: rate units have one of their own. */
export const everyEngineName: readonly EngineName[] = [...engineNames, 'rate'];

/**
 * Returns the engine that trains a network.
 * @param wanted by default the first that can
 * @throws InputError if it cannot
 */
export function engineNameOf({ network: { units = 'spiking' } }: Settings, wanted?: EngineName): EngineName {
  const able: readonly EngineName[] = units === 'tanh' ? ['rate'] : engineNames;
  if (wanted === undefined || able.includes(wanted)) return wanted ?? able[0];
  throw new InputError(`engine ${wanted}: does not compute network.units "${units}"; allowed here is ${able.join(' or ')}`);
}

/**
 * Returns the engine of this name.
 * @param workers threads of the wasm engine, the calling one included; by default the machine's cores. The others have one
 * @throws InputError listing the engines there are, or if the wasm engine cannot load (nothing falls back silently)
 */
export function createEngine(name: string = engineNames[0], options: { readonly workers?: number } = {}): Engine {
  if (name === 'wasm') {
    const host = platform().engineHost();
    return wasmEngine({ ...host, workers: options.workers ?? host.workers });
  }
  if (name === 'reference') return referenceEngine();
  if (name === 'rate') return rateEngine();
  throw new InputError(`unknown engine "${name}"; known are ${everyEngineName.join(', ')}`);
}
