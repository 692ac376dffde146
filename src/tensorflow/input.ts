import * as tf from '@tensorflow/tfjs';
import { InputError } from '../errors';
import { stepsOf, type Raster } from '../network/raster';
import type { Trial } from '../network/trial';

/** Spike counts of rasters of equal length as a tensor [trials, steps, channels]. */
export function rasterTensor(rasters: readonly Raster[], channels: number): tf.Tensor3D {
  const steps = rasters.length ? stepsOf(rasters[0]) : 0;
  const counts = new Float32Array(rasters.length * steps * channels);
  rasters.forEach((spikes, m) => {
    if (stepsOf(spikes) !== steps) throw new InputError(`trial ${m} has ${stepsOf(spikes)} steps, trial 0 has ${steps}; all must be equally long`);
    for (let t = 0; t < steps; t++) {
      const row = (m * steps + t) * channels;
      for (let s = spikes.offsets[t]; s < spikes.offsets[t + 1]; s++) counts[row + spikes.channels[s]]++;
    }
  });
  return tf.tensor3d(counts, [rasters.length, steps, channels]);
}

/** What tensors held, as long as their numbers are alive: a tensor never changes, and to look through a large one takes milliseconds. */
const known = new WeakMap<object, { readonly shape: string; readonly rasters: readonly Raster[] }>();

/**
 * What a tensor of spike counts holds, trial by trial.
 * @param tensor [trials, steps, channels], of any dtype
 * @throws InputError naming an entry that is no count
 */
export function tensorRasters(tensor: tf.Tensor3D): readonly Raster[] {
  const { dataId, shape } = tensor;
  const before = known.get(dataId);
  if (before?.shape === String(shape)) return before.rasters;
  const rasters = read(tensor);
  known.set(dataId, { shape: String(shape), rasters });
  return rasters;
}

function read(tensor: tf.Tensor3D): Raster[] {
  const [trials, steps, channels] = tensor.shape;
  const rasters = Array.from({ length: trials }, () => ({ offsets: new Uint32Array(steps + 1), channels: [] as number[] }));
  forEachNonzero(tensor.dataSync(), (count, at) => {
    const row = Math.floor(at / channels);
    const [m, t, i] = [Math.floor(row / steps), row % steps, at % channels];
    if (!(Number.isInteger(count) && count > 0 && count < 65_536)) throw new InputError(`input[${m}][${t}][${i}] is ${count}; spike counts must be whole numbers from 0 to 65535`);
    for (let n = 0; n < count; n++) rasters[m].channels.push(i);
    rasters[m].offsets[t + 1] += count;
  });
  return rasters.map(({ offsets, channels: list }) => {
    for (let t = 0; t < steps; t++) offsets[t + 1] += offsets[t];
    return { offsets, channels: new Uint16Array(list) };
  });
}

/** Spikes are rare, so numbers are looked at in pairs. */
function forEachNonzero(values: Float32Array | Int32Array | Uint8Array, visit: (value: number, at: number) => void): void {
  const paired = values.BYTES_PER_ELEMENT === 4 && values.byteOffset % 8 === 0;
  const pairs = paired ? new Float64Array(values.buffer, values.byteOffset, values.length >> 1) : new Float64Array(0);
  for (let n = 0; n < pairs.length; n++) {
    if (pairs[n] === 0) continue;
    if (values[2 * n] !== 0) visit(values[2 * n], 2 * n);
    if (values[2 * n + 1] !== 0) visit(values[2 * n + 1], 2 * n + 1);
  }
  for (let n = 2 * pairs.length; n < values.length; n++) if (values[n] !== 0) visit(values[n], n);
}

/**
 * The classes of trials as one-hot rows [trials, outputs], for `tf.losses.softmaxCrossEntropy`.
 * @throws InputError where a trial's target is no class
 */
export function classTensor(trials: readonly Pick<Trial, 'target'>[], outputs: number): tf.Tensor2D {
  const rows = new Float32Array(trials.length * outputs);
  trials.forEach(({ target }, m) => {
    if (!('class' in target)) throw new InputError(`the target of trial ${m} is values at every step, must be a class`);
    rows[m * outputs + target.class] = 1;
  });
  return tf.tensor2d(rows, [trials.length, outputs]);
}
