import * as tf from '@tensorflow/tfjs';

/** What the wasm backend of the version that is pinned has, which its types do not tell. */
interface WasmBackend {
  readonly wasm?: { readonly HEAPU8?: Uint8Array };
  readonly dataIdMap?: { get(dataId: object): { readonly memoryOffset?: number | null } };
}

/**
 * Returns the numbers of a tensor, to be read at once and not kept: on the wasm backend they are not copied, as that takes as long as
 * to look through them. Elsewhere, and should the backend be another one than is known, they are those of `dataSync`.
 */
export function numbersOf(tensor: tf.Tensor): Float32Array | Int32Array | Uint8Array {
  const { wasm, dataIdMap } = tf.backend() as WasmBackend;
  if (tensor.dtype !== 'float32' && tensor.dtype !== 'int32') return tensor.dataSync();
  const memoryOffset = wasm?.HEAPU8 && dataIdMap?.get(tensor.dataId)?.memoryOffset;
  if (typeof memoryOffset !== 'number' || memoryOffset % 4 !== 0) return tensor.dataSync();
  const numbers = tensor.dtype === 'float32' ? Float32Array : Int32Array;
  return new numbers(wasm!.HEAPU8!.buffer as ArrayBuffer, memoryOffset, tensor.size);
}
