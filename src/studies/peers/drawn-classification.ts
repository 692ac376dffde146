import type { Trial } from '../../core/network/trial';
import { drawnInput, drawnMatrix, withoutDiagonal, type Drawn } from './drawn';
import { NumpyLegacy } from './numpy-legacy';

const STEPS = 2250;
/** Of each cue 50 silent steps, then 100 in which its inputs fire; the recall is as long. */
const SLOT = 150;
/** Probability of cue 0 in a trial whose bit is 0, and 1: of two in float32. */
const CUE_0 = [[0.3, 0.7], [0.7, 0.3]].map(([p0, p1]) => Math.fround(p0) / (Math.fround(p0) + Math.fround(p1)));

/**
 * Draws the peers' test of classification (evidence accumulation): 40 inputs, 100 neurons, 2 classes, and five batches.
 * @param count trials of a batch; published are 1 and 2
 * @throws InputError unless the seed is a whole number from 1 to 2³²−1
 */
export function drawnClassification(seed: number, count: number): Drawn {
  const from = new NumpyLegacy(seed);
  const limit = Math.sqrt(3 / 51);
  const input = drawnMatrix(40, 100, () => from.normal() / Math.sqrt(40));
  const recurrent = withoutDiagonal(drawnMatrix(100, 100, () => from.normal() / 10)); // √100
  const output = drawnMatrix(100, 2, () => from.uniform(-limit, limit));
  const feedback = drawnMatrix(100, 2, () => from.normal());
  const batches = Array.from({ length: 5 }, () => drawnBatch(from, count));
  return { weights: { input, recurrent, output, bias: new Float64Array(2) }, feedback, batches };
}

/** Draws each trial's bit, then each trial's seven cues, then each trial's input; the class is the cue of which there are more. */
function drawnBatch(from: NumpyLegacy, count: number): Trial[] {
  const bits = Array.from({ length: count }, () => from.bit());
  const cues = bits.map((bit) => Array.from({ length: 7 }, () => from.double() < CUE_0[bit] ? 0 : 1));
  return cues.map((ofTrial) => ({
    input: drawnInput(from, STEPS, 40, (t, i) => probability(ofTrial, t, i)),
    target: { class: ofTrial.filter((cue) => cue === 1).length > 3 ? 1 : 0, lastSteps: SLOT },
  }));
}

/** Computes the probability that input i spikes at step t; inputs are tens: of cue 0, of cue 1, of the recall, of the background. */
function probability(cues: readonly number[], t: number, i: number): number {
  const ten = Math.floor(i / 10);
  if (ten === 3) return 0.01;
  const fires = ten === 2 ? t >= STEPS - SLOT : cues[Math.floor(t / SLOT)] === ten && t % SLOT >= 50;
  return fires ? 0.04 : 0;
}
