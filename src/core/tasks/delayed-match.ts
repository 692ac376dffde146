import * as z from 'zod';
import { MAX_CHANNELS, raster } from '../network/raster';
import type { Trial } from '../network/trial';
import { below, type Stream } from '../random';
import type { Settings } from '../settings';
import { addBernoulli, bernoulliRate } from './spikes';
import { groupsOf, trialByTrial, type InputGroup, type Task } from './task';

const whole = z.int().positive();

const settings = z.strictObject({
  name: z.literal('delayed-match'),
  fixationMs: z.int().nonnegative(),
  cueMs: whole,
  delayMs: z.int().nonnegative(),
  decisionMs: whole,
  neuronsPerPopulation: whole.max(Math.floor(MAX_CHANNELS / 4)),
  cueRateHz: bernoulliRate,
  decisionRateHz: bernoulliRate,
  backgroundRateHz: bernoulliRate,
});

/** Settings of delayed match to sample. */
export type DelayedMatchSettings = Readonly<z.infer<typeof settings>>;

/**
 * Delayed match to sample as neuromodRNNs defines it: a fixation, a cue, a delay, a second cue, a decision. Each cue is 1 (its inputs
 * fire) or 0 (they are silent), by a fair coin; were both the same (class 1)? The loss is the mean cross-entropy at each step of the
 * decision; what is said has the largest mean logit there.
 *
 * Inputs are four populations: first cue, second cue, decision, background.
 *
 * The preset differs from the source in the network's structure, which is that of Figure 3C: weights are sparse and balanced (there
 * normal, half or a tenth as large, and recurrent ones local on a grid), keep their signs by Dale's law (there they have none), and may
 * be rewired; the readout has a bias. As with the weights of the source, almost no neuron fires before training (0.01 Hz): the
 * regularisation of firing rates wakes them within 50 iterations.
 * @see Liu et al. 2021, Fig. 3B, whose settings are not published; neuromodRNNs, delayed_match_task
 */
export const delayedMatch = {
  name: 'delayed-match',
  source: 'neuromodRNNs; Liu et al. 2021, Fig. 3B',
  reported: 'at iteration 2000, mean ± sd of 20 seeds: BPTT loss 0.018 ± 0.015, accuracy 0.997 ± 0.005'
    + '; e-prop (without the reset in its trace) 0.554 ± 0.106, 0.744 ± 0.108',
  settings,
  size: (task) => ({ inputs: 4 * task.neuronsPerPopulation, outputs: 2, steps: spansOf(task).steps }),
  batch: trialByTrial((task: DelayedMatchSettings) => spansOf(task).steps, trialOf),
  inputGroups,
  cues(task) {
    const { cues, decision, steps } = spansOf(task);
    return [
      ...inputGroups(task).slice(0, 2).map((group, cue) => ({
        label: group.label,
        start: cues[cue],
        end: cues[cue] + task.cueMs,
        // No input fires in a cue that is 0.
        oneOf: [{ ...group, label: '1' }, { ...group, label: '0', count: 0 }],
      })),
      { label: 'decision', start: decision, end: steps },
    ];
  },
  preset: (base): Settings<DelayedMatchSettings> => ({
    network: { ...base.network, excitatoryInputs: 66, tauAdaptationMs: 1400, threshold: 0.03 },
    task: {
      name: 'delayed-match', fixationMs: 50, cueMs: 150, delayMs: 700, decisionMs: 50, neuronsPerPopulation: 20, cueRateHz: 40,
      decisionRateHz: 40, backgroundRateHz: 10,
    },
    training: {
      ...base.training,
      validateEvery: 25,
      validationTrials: 512,
      learningRate: 0.005,
      l1: 0,
      // Half of the source's 0.1, which stands before ½ Σ (rate − target)².
      rateCoefficient: 0.05,
      rateOf: 'trial',
    },
  }),
} as const satisfies Task<DelayedMatchSettings>;

function inputGroups(task: DelayedMatchSettings): InputGroup[] {
  return groupsOf(['cue 1', 'cue 2', 'decision', 'noise'], task);
}

/** Returns the steps at which each cue and the decision begin, and how many there are. */
function spansOf({ fixationMs, cueMs, delayMs, decisionMs }: DelayedMatchSettings) {
  const second = fixationMs + cueMs + delayMs;
  const decision = second + cueMs;
  return { cues: [fixationMs, second], decision, steps: decision + decisionMs };
}

function trialOf(task: DelayedMatchSettings, from: Stream): Trial {
  const { cueMs, decisionMs, neuronsPerPopulation: n } = task;
  const { cues, decision, steps } = spansOf(task);
  const spikes: number[] = [];
  const [first, second] = cues.map((start, cue) => {
    const isOne = below(from, 2) === 1;
    if (isOne) addBernoulli(spikes, from, { first: cue * n, neurons: n, start, steps: cueMs, rateHz: task.cueRateHz });
    return isOne;
  });
  addBernoulli(spikes, from, { first: 2 * n, neurons: n, start: decision, steps: decisionMs, rateHz: task.decisionRateHz });
  addBernoulli(spikes, from, { first: 3 * n, neurons: n, start: 0, steps, rateHz: task.backgroundRateHz });
  return { input: raster(steps, spikes), target: { class: first === second ? 1 : 0, lastSteps: decisionMs } };
}
