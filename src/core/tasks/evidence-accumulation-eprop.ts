import * as z from 'zod';
import { exp } from '../digits';
import { raster } from '../network/raster';
import type { Trial } from '../network/trial';
import { uniform, type Stream } from '../random';
import type { Settings } from '../settings';
import { evidenceCues, evidenceGroups, evidenceSizes, stepsOfTask } from './evidence-accumulation';
import { addBernoulli, bernoulliRate } from './spikes';
import { trialByTrial, type Task } from './task';

const settings = z.strictObject({
  name: z.literal('evidence-accumulation-eprop'),
  ...evidenceSizes,
  cueRateHz: bernoulliRate,
  recallRateHz: bernoulliRate,
  backgroundRateHz: bernoulliRate,
  /** Probability that a cue is on the side of its trial. */
  sideProbability: z.number().min(0).max(1),
}).refine((t) => t.cueMs <= t.slotMs, { path: ['cueMs'], message: 'must not be longer than slotMs' });

/** Settings of evidence accumulation as the authors of e-prop define it. */
export type EpropEvidenceSettings = Readonly<z.infer<typeof settings>>;

/**
 * Evidence accumulation as the authors of e-prop define it: each trial has a side, drawn by a fair coin, and each cue is on that side with
 * `sideProbability`; a cue ends its slot, after a silence. Were there more on the right (class 1) or on the left (class 0)?
 *
 * Inputs are as in `evidence-accumulation`, but fire at most once a step. The loss is the mean cross-entropy at each step of the recall;
 * what is said has the largest mean logit there.
 *
 * The preset differs from the source in the initial readout: normal with variance 1/100, there uniform with variance 1/51. Its constants
 * are converted to a membrane with gain 1−α: v_th = 0.6 (1−α), β = 1.7.
 * @see Bellec et al., Nature Communications 2020, Fig. 3; eligibility_propagation, tutorial_evidence_accumulation_with_alif
 */
export const evidenceAccumulationEprop = {
  name: 'evidence-accumulation-eprop',
  source: 'Bellec et al. 2020, Fig. 3',
  reported: 'training stops after about 200 to 500 iterations (e-prop, random feedback, batches of 32)',
  settings,
  size: (task) => ({ inputs: 4 * task.neuronsPerPopulation, outputs: 2, steps: stepsOfTask(task) }),
  batch: trialByTrial(stepsOfTask, trialOf),
  inputGroups: evidenceGroups,
  cues: (task) => evidenceCues(task, task.slotMs - task.cueMs),
  preset: (base): Settings<EpropEvidenceSettings> => ({
    network: {
      ...base.network,
      cellTypes: [
        { name: 'LIF', sign: 1, lif: 50, alif: 0 },
        { name: 'ALIF', sign: 1, lif: 0, alif: 50 },
      ],
      excitatoryInputs: 40,
      threshold: 0.6 * (1 - exp(-1 / 20)),
      adaptationStrength: 1.7,
      refractoryMs: 4,
      connectivity: 1,
      weights: 'dense',
      readoutBias: false,
      // Normal as it is: random feedback is otherwise divided by √100.
      feedbackScale: 10,
    },
    task: {
      name: 'evidence-accumulation-eprop', cues: 7, cueMs: 100, slotMs: 150, delayMs: 1050, recallMs: 150, neuronsPerPopulation: 10,
      cueRateHz: 40, recallRateHz: 40, backgroundRateHz: 10, sideProbability: 0.7,
    },
    training: {
      ...base.training,
      learningRate: 0.005,
      l1: 0,
      rateCoefficient: 1,
      stop: { errorBelow: 0.07, validations: 8, which: 'further' },
    },
  }),
} as const satisfies Task<EpropEvidenceSettings>;

function trialOf(task: EpropEvidenceSettings, from: Stream): Trial {
  const { cues, cueMs, slotMs, recallMs, neuronsPerPopulation: n } = task;
  const steps = stepsOfTask(task);
  const isRight = uniform(from) < 0.5;
  const spikes: number[] = [];
  let right = 0;
  for (let cue = 0; cue < cues; cue++) {
    const isCueRight = uniform(from) < task.sideProbability === isRight;
    right += Number(isCueRight);
    const start = (cue + 1) * slotMs - cueMs;
    addBernoulli(spikes, from, { first: isCueRight ? n : 0, neurons: n, start, steps: cueMs, rateHz: task.cueRateHz });
  }
  addBernoulli(spikes, from, { first: 2 * n, neurons: n, start: steps - recallMs, steps: recallMs, rateHz: task.recallRateHz });
  addBernoulli(spikes, from, { first: 3 * n, neurons: n, start: 0, steps, rateHz: task.backgroundRateHz });
  return { input: raster(steps, spikes), target: { class: right > cues / 2 ? 1 : 0, lastSteps: recallMs } };
}
