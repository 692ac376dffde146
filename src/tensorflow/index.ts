/**
 * The network and its gradients in the terms of TensorFlow.js, an entry of its own: `mdgl/tensorflow`.
 * `tf` is the TensorFlow.js that it computes with.
 */

import '../node/platform';
export * as tf from '@tensorflow/tfjs';
export { backendNames, backends, chosenBackend, useBackend, type BackendName, type BackendState } from './backend';

// The network as plain ops
export { restingTensors, spike, tensorStep, type TensorState } from './step';
export { tensorSimulate, type TensorActivity } from './simulate';
export { mustFitTape, tapeBytes, type Room, type TapeSize } from './tape';
export { witness, type WitnessedBatch } from './witness';

// The fast engine as one op
export { lsnn, type LsnnInput, type LsnnResult } from './lsnn';
export type { LsnnOptions } from './options';

// In and out
export { classTensor, rasterTensor, tensorRasters } from './input';
export { matrixTensor, tensorMatrix, weightsFrom, weightTensors, weightVariables, type TensorWeights } from './weights';
