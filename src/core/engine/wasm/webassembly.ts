/*
 * The part of WebAssembly that the engine uses. TypeScript declares it for pages and web workers alone, and this code runs elsewhere too.
 */

/** A compiled kernel. */
export type WasmModule = object;

/** Memory that grows by pages of 64 KiB. */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

interface Api {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Memory: new (size: { initial: number; maximum: number; shared: boolean }) => WasmMemory;
  readonly Instance: new (module: WasmModule, imports: { env: { memory: WasmMemory } }) => { readonly exports: Record<string, unknown> };
}

/** `WebAssembly`; undefined on a machine without it. */
export const webAssembly = (globalThis as unknown as { WebAssembly: Api }).WebAssembly;
