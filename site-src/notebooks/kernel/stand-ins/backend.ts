import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { InputError } from 'mdgl/browser';
import type { BackendName, BackendState } from '../../../../src/tensorflow/backend';

/** The backends there are; that of Node is not among those that a page has. */
export const backendNames: readonly BackendName[] = ['wasm', 'node', 'cpu'];

// One file for all: it needs SIMD, as our engine does, and no threads.
const address = new URL(wasm, import.meta.url).href;
const FILES = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'];
setWasmPaths(Object.fromEntries(FILES.map((file) => [file, address])));
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);

export function chosenBackend(): BackendName {
  return 'wasm';
}

/** @throws InputError if it cannot be had */
export async function useBackend(name: BackendName = chosenBackend()): Promise<BackendName> {
  const problem = await start(name);
  if (problem) throw new InputError(`the TensorFlow.js backend ${name} cannot be used: ${problem}`);
  return name;
}

export async function backends(): Promise<BackendState[]> {
  const before = tf.engine().backendName;
  const states: BackendState[] = [];
  for (const name of backendNames) states.push({ name, chosen: name === chosenBackend(), problem: await start(name) });
  if (before) await tf.setBackend(before);
  return states;
}

async function start(name: BackendName): Promise<string | null> {
  if (name === 'node') return 'it needs an install';
  if (!backendNames.includes(name)) return `known are ${backendNames.join(', ')}`;
  return await tf.setBackend(name) ? null : 'it does not start';
}
