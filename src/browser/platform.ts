import type { EngineHost } from '../core/engine/wasm/host';
import { webAssembly } from '../core/engine/wasm/webassembly';
import { InputError } from '../core/errors';
import { usePlatform } from '../core/platform';
import { kernelBase64 } from './kernel-base64';

let interrupts = 0;

/** Ends the training that is under way on this page or in this worker, after its current iteration. */
export function interrupt(): void {
  interrupts++;
}

/** A page or a web worker: one thread, and no memory that is shared. */
usePlatform({
  engineHost,
  pause,
  mnist: () => { throw new InputError('digits are not at hand on a page; npx mdgl fetch-digits brings them for programs in Node'); },
  listen: async () => {
    const before = interrupts;
    return { throwIfInterrupted() { if (interrupts > before) throw new Error('interrupted'); } };
  },
});

function engineHost(): EngineHost {
  try {
    return { module: new webAssembly.Module(Uint8Array.from(atob(kernelBase64), (character) => character.charCodeAt(0))), workers: 1 };
  } catch (error) {
    throw new InputError(
      `the wasm engine cannot load (${(error as Error).message}); it needs WebAssembly SIMD; createEngine('reference') runs without`
    );
  }
}

/** Pauses for as short as can be; a timer would wait for 4 ms. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
