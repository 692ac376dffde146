// Sizes that the kernel and its host share: AssemblyScript and TypeScript both compile this file.

/** Trials side by side in the lanes of one chunk. */
export const CHUNK: i32 = 4;
/** Bytes of a number in lanes, a v128. */
export const LANES: i32 = 16;
/** Bytes of a neuron's state in the forward pass. */
export const RECORD: i32 = 96;

// Where a neuron's constants lie among its 16 bytes of them.
export const BETA: i32 = 0;
export const ALPHA: i32 = 4;
export const GAIN: i32 = 8;
export const RHO_GAIN: i32 = 12;

/** Bytes of working memory that the forward pass takes: states, and twice the outputs. */
export function simulateBytes(neurons: i32, outputs: i32): i32 {
  return neurons * RECORD + 2 * outputs * LANES;
}

/** Bytes of working memory that the sweep takes: the outputs, two rows of neurons, and two rings of a row for each step of delay. */
export function sweepBytes(neurons: i32, outputs: i32, delaySteps: i32): i32 {
  return outputs * LANES + (2 + 2 * (delaySteps + 1)) * neurons * LANES;
}
