import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { EngineHost } from '../core/engine/wasm/host';
import { webAssembly } from '../core/engine/wasm/webassembly';
import { InputError } from '../core/errors';
import { usePlatform, type Platform } from '../core/platform';
import { readDigits } from './digits/read-digits';
import { built, inClone } from './package';
import { spawnHelper } from './threads/helper';

/** Node: threads that share memory. */
export const node: Platform = {
  engineHost,
  pause: () => setImmediate(),
  mnist: readDigits,
  listen: async () => ({ throwIfInterrupted() {} }),
};

function engineHost(): EngineHost {
  try {
    const module = new webAssembly.Module(readFileSync(built('core', 'engine', 'kernel.wasm')));
    return { module, spawn: spawnHelper, workers: availableParallelism() };
  } catch (error) {
    const build = inClone ? 'npm run build' : 'remove node_modules/mdgl, then npm install';
    throw new InputError(`the wasm engine cannot load (${(error as Error).message}); it needs WebAssembly SIMD and threads `
      + `and a finished build (${build}); --engine reference runs without`);
  }
}

usePlatform(node);
