import { wasmEngine as engineOn } from '../../src/core/engine/wasm/wasm';
import { node } from '../../src/node/platform';

/** The fast engine on Node, with memory as small as a test wants it. */
export function wasmEngine(options: { workers?: number; budget?: number } = {}) {
  return engineOn({ ...node.engineHost(), ...options });
}
