import * as z from 'zod';
import { MAX_CHANNELS, raster } from '../network/raster';
import type { JudgedWindow, Trial } from '../network/trial';
import { below, uniform, type Stream } from '../random';
import type { Settings } from '../settings';
import { addBernoulli, bernoulliRate } from './spikes';
import { groupsOf, trialByTrial, type InputGroup, type Task } from './task';

const whole = z.int().positive();

const settings = z.strictObject({
  name: z.literal('store-recall'),
  symbols: whole.min(3).max(50),
  symbolMs: whole,
  neuronsPerPopulation: whole.max(Math.floor(MAX_CHANNELS / 4)),
  rateHz: bernoulliRate,
  /** Probability that a symbol is the command that is next: a store, then a recall, and so on. Others would rarely make a valid trial. */
  commandProbability: z.number().min(0.05).max(0.5),
});

/** Settings of store-recall. */
export type StoreRecallSettings = Readonly<z.infer<typeof settings>>;

/**
 * Store-recall of LSNN: symbols of 200 ms, each with a value 0 or 1, by a fair coin. A store may come with one; the recall that follows it
 * comes alone, and asks for that value. The loss is the cross-entropy of the mean logits in each recall, a mean over those of a trial.
 *
 * Commands are drawn until a recall follows each store, not at once, and there is one at all.
 *
 * Inputs are four populations: value 0, store, value 1, recall. (In the source, the store shows the value of the symbol after it, which
 * then is inverted with probability ½: these are two independent fair coins.)
 *
 * The preset differs from the source in the neuron (there it spikes from the voltage before, scaled by the adaptive threshold), in the
 * delays (there 1 … 10 ms, each synapse its own), in the state, which is not carried over from batch to batch, in the initial readout
 * (normal, there uniform), and in the mean, which there is over all recalls of a batch.
 * @see Bellec et al., NeurIPS 2018; LSNN-official, tutorial_storerecall_with_LSNN
 */
export const storeRecall = {
  name: 'store-recall',
  source: 'Bellec et al. 2018 (LSNN)',
  reported: 'BPTT solves it within 200 iterations (error < 5 %)',
  settings,
  size: (task) => ({ inputs: 4 * task.neuronsPerPopulation, outputs: 2, steps: stepsOf(task) }),
  batch: trialByTrial(stepsOf, trialOf),
  inputGroups,
  cues(task) {
    const [zero, store, one, recall] = inputGroups(task);
    // With a store the inputs of its value fire, which are its neighbours. Of groups in which equally many fire, the last one counts.
    const count = zero.count + store.count;
    const oneOf = [{ first: zero.first, count, label: 'S0' }, { first: store.first, count, label: 'S1' }, zero, one, recall];
    return Array.from({ length: task.symbols }, (_, symbol) =>
      ({ label: 'symbol', start: symbol * task.symbolMs, end: (symbol + 1) * task.symbolMs, oneOf }));
  },
  preset: (base): Settings<StoreRecallSettings> => ({
    network: {
      ...base.network,
      cellTypes: [
        { name: 'LIF', sign: 1, lif: 10, alif: 0 },
        { name: 'ALIF', sign: 1, lif: 0, alif: 10 },
      ],
      excitatoryInputs: 100,
      tauAdaptationMs: 1200,
      adaptationStrength: 1.7,
      refractoryMs: 3,
      connectivity: 1,
      weights: 'dense',
      readoutBias: false,
    },
    task: { name: 'store-recall', symbols: 12, symbolMs: 200, neuronsPerPopulation: 25, rateHz: 50, commandProbability: 1 / 7 },
    training: {
      ...base.training,
      iterations: 200,
      validateEvery: 1,
      trials: 128,
      validationTrials: 128,
      learningRate: 0.01,
      learningRateDecay: 0.3,
      learningRateDecayEvery: 100,
      l1: 0,
      rateCoefficient: 0.01,
      stop: { errorBelow: 0.05, validations: 20, which: 'last' },
    },
  }),
} as const satisfies Task<StoreRecallSettings>;

function inputGroups(task: StoreRecallSettings): InputGroup[] {
  return groupsOf(['0', 'S', '1', 'R'], task);
}

function stepsOf({ symbols, symbolMs }: StoreRecallSettings): number {
  return symbols * symbolMs;
}

function trialOf(task: StoreRecallSettings, from: Stream): Trial {
  const { symbolMs, neuronsPerPopulation: n, rateHz } = task;
  const spikes: number[] = [];
  const windows: JudgedWindow[] = [];
  let stored = 0;
  drawSymbols(task, from).forEach((symbol, at) => {
    const start = at * symbolMs;
    const fire = (group: number) => addBernoulli(spikes, from, { first: group * n, neurons: n, start, steps: symbolMs, rateHz });
    if (symbol === 'recall') {
      fire(3);
      windows.push({ class: stored, from: start, to: start + symbolMs });
      return;
    }
    const value = below(from, 2);
    fire(2 * value);
    if (symbol === 'store') {
      fire(1);
      stored = value;
    }
  });
  return { input: raster(stepsOf(task), spikes), target: { windows } };
}

/** Draws which symbols are commands. */
function drawSymbols({ symbols, commandProbability }: StoreRecallSettings, from: Stream): ('value' | 'store' | 'recall')[] {
  for (;;) {
    let commands = 0;
    const drawn = Array.from({ length: symbols }, () => {
      if (uniform(from) >= commandProbability) return 'value';
      return commands++ % 2 === 0 ? 'store' : 'recall';
    });
    const isAtOnce = drawn.some((symbol, at) => symbol === 'store' && drawn[at + 1] === 'recall');
    if (commands > 0 && commands % 2 === 0 && !isAtOnce) return drawn;
  }
}
