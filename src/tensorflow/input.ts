import * as tf from '@tensorflow/tfjs';
import { InputError } from '../core/errors';
import { MAX_COUNT, stepsOf, type Raster } from '../core/network/raster';
import type { Trial } from '../core/network/trial';
import { mustBeTensor } from './checks';
import { numbersOf } from './numbers';

/**
 * Makes spike counts of rasters of equal length as a tensor [trials, steps, channels].
 * @throws InputError naming a trial of another length, or a channel that is not below `channels`
 */
export function rasterTensor(rasters: readonly Raster[], channels: number): tf.Tensor3D {
  const steps = rasters.length ? stepsOf(rasters[0]) : 0;
  const counts = new Float32Array(rasters.length * steps * channels);
  rasters.forEach((spikes, m) => {
    if (stepsOf(spikes) !== steps) {
      throw new InputError(`trial ${m} has ${stepsOf(spikes)} steps, trial 0 has ${steps}; all must be equally long`);
    }
    for (let t = 0; t < steps; t++) {
      const row = (m * steps + t) * channels;
      for (let s = spikes.offsets[t]; s < spikes.offsets[t + 1]; s++) {
        const channel = spikes.channels[s];
        if (channel >= channels) throw new InputError(`channel ${channel} spikes in trial ${m}, must be below ${channels}`);
        counts[row + channel]++;
      }
    }
  });
  return tf.tensor3d(counts, [rasters.length, steps, channels]);
}

/** What tensors held, as long as their numbers are alive: a tensor never changes, and to look through a large one takes milliseconds. */
const known = new WeakMap<object, { readonly shape: string; readonly rasters: readonly Raster[] }>();

/**
 * Reads what a tensor of spike counts holds, trial by trial.
 * @param tensor [trials, steps, channels], of dtype float32, int32 or bool
 * @throws InputError if it is no such tensor, naming an entry that is no count
 */
export function tensorRasters(tensor: tf.Tensor3D): readonly Raster[] {
  mustBeTensor('input', tensor, 'rasterTensor(rasters, channels) makes one of rasters', ['trials', 'steps', 'channels']);
  const { dataId, shape } = tensor;
  const before = known.get(dataId);
  if (before?.shape === String(shape)) return before.rasters;
  const rasters = read(tensor);
  known.set(dataId, { shape: String(shape), rasters });
  return rasters;
}

/** Reads all numbers in one pass; spikes are rare, so it goes from one to the next. */
function read(tensor: tf.Tensor3D): Raster[] {
  const [trials, steps, channels] = tensor.shape;
  const values = fourBytes(numbersOf(tensor));
  const words = new Int32Array(values.buffer, values.byteOffset, values.length);
  const size = steps * channels;
  /** Of one trial; longer where channels spike several times in a step. */
  let spikes = new Uint16Array(size);
  return Array.from({ length: trials }, (_, m) => {
    const [from, to] = [m * size, (m + 1) * size];
    const offsets = new Uint32Array(steps + 1);
    let [spikeCount, t, nextStep] = [0, 0, from + channels];
    for (let at = nextNonzero(words, from, to); at < to; at = nextNonzero(words, at + 1, to)) {
      for (; at >= nextStep; nextStep += channels) offsets[++t] = spikeCount;
      const count = values[at];
      const i = at + channels - nextStep;
      if (!(count >= 0 && count <= MAX_COUNT && count % 1 === 0)) {
        throw new InputError(`input[${m}][${t}][${i}] is ${count}; spike counts must be whole numbers from 0 to ${MAX_COUNT}`);
      }
      if (spikeCount + count > spikes.length) spikes = longer(spikes, spikeCount + count);
      for (let n = 0; n < count; n++) spikes[spikeCount++] = i;
    }
    offsets.fill(spikeCount, t + 1);
    return { offsets, channels: spikes.slice(0, spikeCount) };
  });
}

/** Returns the numbers of a tensor, which has one byte each where its dtype is bool. */
function fourBytes(values: Float32Array | Int32Array | Uint8Array): Float32Array | Int32Array {
  return values instanceof Uint8Array ? new Int32Array(values) : values;
}

/** Finds where the next word lies that is not 0, four at a time; or the end. */
function nextNonzero(words: Int32Array, from: number, to: number): number {
  let at = from;
  while (at + 4 <= to && (words[at] | words[at + 1] | words[at + 2] | words[at + 3]) === 0) at += 4;
  while (at < to && words[at] === 0) at++;
  return at;
}

function longer(list: Uint16Array, atLeast: number): Uint16Array<ArrayBuffer> {
  const result = new Uint16Array(Math.max(2 * list.length, atLeast));
  result.set(list);
  return result;
}

/**
 * Writes the classes of trials as one-hot rows [trials, outputs], for `tf.losses.softmaxCrossEntropy`.
 * @throws InputError if a trial's target is no class, or not one of the outputs
 */
export function classTensor(trials: readonly Pick<Trial, 'target'>[], outputs: number): tf.Tensor2D {
  const rows = new Float32Array(trials.length * outputs);
  trials.forEach(({ target }, m) => {
    if (!('class' in target)) throw new InputError(`the target of trial ${m} is values at every step, must be a class`);
    if (!Number.isInteger(target.class) || target.class < 0 || target.class >= outputs) {
      throw new InputError(`the class of trial ${m} is ${target.class}, must be an integer from 0 to ${outputs - 1}`);
    }
    rows[m * outputs + target.class] = 1;
  });
  return tf.tensor2d(rows, [trials.length, outputs]);
}
