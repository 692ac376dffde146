/** A function that makes a vector: `(func (result v128) i32.const 0 i8x16.splat)`. */
const VECTOR = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);

export function hasSimd(): boolean {
  return WebAssembly.validate(VECTOR);
}

/** Tells whether memory can be shared between threads. */
export function hasThreads(): boolean {
  try {
    return new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer instanceof SharedArrayBuffer;
  } catch {
    return false;
  }
}
