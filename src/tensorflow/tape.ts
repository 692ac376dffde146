import { freemem, totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import * as tf from '@tensorflow/tfjs';
import { InputError } from '../core/errors';

/** What a tape's size depends on. */
export interface TapeSize {
  readonly trials: number;
  readonly steps: number;
  readonly inputs: number;
  readonly neurons: number;
}

/** Room in bytes. */
export interface Room {
  /** For everything. */
  readonly memory: number;
  /** For JavaScript's objects. */
  readonly heap: number;
}

/** What a step leaves on the tape, gradients included, measured on the wasm backend: tensors [trials, neurons], */
const TENSORS_A_STEP = 44;
/** copies of the weights, */
const WEIGHTS_A_STEP = 2;
/** and bytes of JavaScript objects. */
const OBJECTS_A_STEP = 150_000;
/** What WebAssembly can address. */
const WASM_BYTES = 4_294_901_760;

/**
 * Estimates the bytes that gradients through so many steps take, roughly: 1.4 MB a step at the size of Figure 3C.
 * @example
 * tapeBytes({ trials: 64, steps: 2000, inputs: 40, neurons: 100 }) // 2776800000
 */
export function tapeBytes({ trials, steps, inputs, neurons }: TapeSize): number {
  return steps * (4 * neurons * (TENSORS_A_STEP * trials + WEIGHTS_A_STEP * (inputs + neurons)) + OBJECTS_A_STEP);
}

/**
 * Refuses gradients through too many steps, of which the process would die.
 * @param room by default what the machine has free and the backend can address
 * @throws InputError naming what is needed and what can be had
 */
export function mustFitTape(size: TapeSize, room: Room = roomHere()): void {
  const needs = [[tapeBytes(size), room.memory], [size.steps * OBJECTS_A_STEP, room.heap]] as const;
  for (const [needed, available] of needs) {
    if (needed <= available) continue;
    const inMb = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`;
    throw new InputError(`a tape of ${size.steps} steps of ${size.trials} trials and ${size.neurons} neurons needs about `
      + `${inMb(needed)}, ${inMb(available)} can be had; `
      + `use at most ${Math.floor(size.steps * available / needed)} steps, fewer trials, or lsnn, which needs no tape`);
  }
}

/** Tells what can be had here; a macOS that has been up for a while says that little is free, and gives more. */
function roomHere(): Room {
  const free = process.platform === 'darwin' ? totalmem() / 2 : freemem();
  const allowed = process.constrainedMemory?.() || Infinity;
  return { memory: Math.min(free, allowed, tf.getBackend() === 'wasm' ? WASM_BYTES : Infinity), heap: getHeapStatistics().heap_size_limit };
}
