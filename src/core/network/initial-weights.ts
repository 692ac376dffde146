import { below, normal, permutation, stream, uniform, type Stream } from '../random';
import type { Settings } from '../settings';
import { mapMatrix, zeros, type Matrix } from './matrix';
import { networkOf, type Network, type Weights } from './network';
import { spectralRadius } from './spectral-radius';

/** Weights before training, and Dale's law: the sign of all that an input or a neuron sends, 1 or −1, or 0 where it has no law. */
export interface InitialWeights {
  readonly weights: Weights;
  readonly inputSigns: Int8Array;
  readonly neuronSigns: Int8Array;
}

/**
 * Draws sparse random weights in which excitation and inhibition balance, or dense ones of either sign; the seed alone fixes them,
 * whatever the rule. Which inputs are excitatory is drawn too. The bias starts at 0.
 * @see Liu et al. 2021, Methods; the published program's initial weights
 * @example
 * initialWeights(settings('figure3c'), 1).neuronSigns.filter((sign) => sign > 0).length // 81
 */
export function initialWeights(settings: Settings, seed: number, network: Network = networkOf(settings)): InitialWeights {
  const { inputs, neurons, outputs, types } = network;
  const { cellTypes, excitatoryInputs, connectivity, weights } = settings.network;
  if (weights === 'dense') return denseWeights(network, seed);
  const inputSigns = Int8Array.from(permutation(stream(seed, 'input signs'), inputs), (rank) => rank < excitatoryInputs ? 1 : -1);
  const neuronSigns = Int8Array.from(types, (type) => cellTypes[type].sign);
  const recurrent = sparseWeights(stream(seed, 'recurrent weights'), neuronSigns, neurons, connectivity);
  recurrent.forEach((row, q) => { row[q] = 0; });
  return {
    weights: {
      input: sparseWeights(stream(seed, 'input weights'), inputSigns, neurons, connectivity),
      recurrent,
      output: sparseWeights(stream(seed, 'output weights'), neuronSigns, outputs, connectivity),
      bias: new Float64Array(outputs),
    },
    inputSigns,
    neuronSigns,
  };
}

type DrawWeight = (from: Stream, senders: number) => number;

const scaledNormal: DrawWeight = (from, senders) => normal(from) / Math.sqrt(senders);
const DENSE = { input: scaledNormal, recurrent: scaledNormal, output: scaledNormal };
/** @see Murray, eLife 2019, in its notebook */
const OF_RATE_UNITS: typeof DENSE = {
  input: (from) => -0.1 * uniform(from),
  recurrent: (from, senders) => 1.5 * scaledNormal(from, senders),
  output: (from, senders) => 0.1 * (2 * uniform(from) - 1) / Math.sqrt(senders),
};

/** Draws every weight but autapses, normal / √senders; of rate units autapses too. */
function denseWeights({ units, inputs, neurons, outputs }: Network, seed: number): InitialWeights {
  const draw = (name: keyof typeof DENSE, pres: number, posts: number) => {
    const from = stream(seed, `${name} weights`);
    return mapMatrix(zeros(pres, posts), () => (units ? OF_RATE_UNITS : DENSE)[name](from, pres));
  };
  return {
    weights: {
      input: draw('input', inputs, neurons),
      recurrent: mapMatrix(draw('recurrent', neurons, neurons), (w, q, p) => q === p && !units ? 0 : w),
      output: draw('output', neurons, outputs),
      bias: new Float64Array(outputs),
    },
    inputSigns: new Int8Array(inputs),
    neuronSigns: new Int8Array(neurons),
  };
}

/** Takes columns of a balanced square matrix, masked; pre × post. */
function sparseWeights(from: Stream, signs: Int8Array, posts: number, connectivity: number): Matrix {
  const pres = signs.length;
  const balanced = balancedWeights(from, signs);
  const columns = Array.from({ length: posts }, (_, p) => pres >= posts ? p : below(from, pres));
  // int(pre · post · connectivity) places drawn with replacement: a few coincide, so about 9.5 % stay of 10 %
  const mask = zeros(pres, posts);
  for (let n = Math.floor(pres * posts * connectivity); n > 0; n--) mask[below(from, pres)][below(from, posts)] = 1;
  return mapMatrix(mask, (connected, q, p) => connected ? balanced[q][columns[p]] : 0);
}

/**
 * Draws a square matrix whose columns each sum to 0, with spectral radius 1; row q has the sign of q.
 * Where all signs are the same there is nothing to balance, and only the spectral radius is set.
 * From the stream of 'recurrent weights' it is what the recurrent weights of that seed are masked from.
 * @param signs 1 or −1, one a row; as many columns
 * @example
 * spectralRadius(balancedWeights(stream(1, 'recurrent weights'), Int8Array.of(1, 1, -1))) // 1
 */
export function balancedWeights(from: Stream, signs: Int8Array): Matrix {
  const magnitudes = mapMatrix(zeros(signs.length, signs.length), () => Math.abs(normal(from)));
  if (signs.includes(1) && signs.includes(-1)) balance(magnitudes, signs);
  const signed = mapMatrix(magnitudes, (value, q) => signs[q] * value);
  const radius = spectralRadius(signed);
  return mapMatrix(signed, (value) => value / radius);
}

/** Makes excitation and inhibition equal, first over the whole matrix, then in each column. */
function balance(magnitudes: Matrix, signs: Int8Array): void {
  const sumOf = (sign: number) => magnitudes.reduce((sum, row, q) => signs[q] === sign ? row.reduce((a, b) => a + b, sum) : sum, 0);
  const scale = sumOf(1) / sumOf(-1);
  magnitudes.forEach((row, q) => { if (signs[q] < 0) row.forEach((value, p) => { row[p] = value * scale; }); });
  for (let p = 0; p < signs.length; p++) {
    // s: the column's signed sum. The weaker side grows by |s|, shared alike among its rows.
    const s = magnitudes.reduce((sum, row, q) => sum + signs[q] * row[p], 0);
    const weaker = s > 0 ? -1 : 1;
    const share = Math.abs(s) / signs.filter((sign) => sign === weaker).length;
    magnitudes.forEach((row, q) => { if (signs[q] === weaker) row[p] += share; });
  }
}
