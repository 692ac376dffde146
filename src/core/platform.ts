import type { EngineHost } from './engine/wasm/host';
import type { Mnist } from './tasks/mnist';

/** What a platform (Node, a page) gives to the code in core, which knows none. */
export interface Platform {
  /**
   * The wasm engine's kernel and threads.
   * @throws InputError if WebAssembly SIMD cannot be had
   */
  engineHost(): EngineHost;
  /** Lets other things happen between two iterations of training. */
  pause(): Promise<void>;
  /**
   * Returns the handwritten digits that were fetched.
   * @throws InputError if there are none, or they are not as they were
   */
  mnist(): Mnist;
  /** Begins to listen for an interrupt of what is running. */
  listen(): Promise<Interruption>;
}

/** Whether something was interrupted since it was listened for. */
export interface Interruption {
  /** @throws Error if it was */
  throwIfInterrupted(): void;
}

let given: Platform | undefined;

/** Hands in the platform; the entries of the package do it. */
export function usePlatform(handedIn: Platform): void {
  given = handedIn;
}

/** Returns the platform that was handed in. */
export function platform(): Platform {
  if (!given) throw new Error('no platform was handed in: import mdgl or mdgl/browser');
  return given;
}
