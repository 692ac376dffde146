import * as z from 'zod';
import { checked, isRecord, MAX_KEY } from './checked';
import { InputError } from './errors';
import { MAX_CHANNELS } from './network/raster';
import { taskOf, taskPresets } from './tasks';
import type { EvidenceAccumulationSettings } from './tasks/evidence-accumulation';
import { rfloPresets } from './tasks/periodic-target';
import type { Task, TaskSettings } from './tasks/task';

/**
 * Every setting of a run, each with its unit in its name. All presets are complete and frozen;
 * `settings` makes variants of them, and refuses unknown names and impossible values.
 * The numbers of `figure3c` are those of Liu et al., PNAS 118(51) e2111821118 (2021), Methods and published program.
 */

const positive = z.number().positive();
const count = z.int().positive();
/** Number of what an index of the random streams counts. */
const indexed = count.max(MAX_KEY);
const share = z.number().gt(0, 'must be in (0, 1]').lte(1, 'must be in (0, 1]');

const cellType = z.strictObject({
  name: z.string().min(1),
  sign: z.literal([-1, 1], 'must be 1 (excitatory) or -1 (inhibitory)'),
  /** Leaky integrate-and-fire neurons of this type; of rate units all. */
  lif: z.int().nonnegative(),
  /** Adaptive (ALIF) neurons of this type. */
  alif: z.int().nonnegative(),
  /** Of this type alone; by default those of the network. */
  tauMembraneMs: positive.optional(),
  tauAdaptationMs: positive.optional(),
  adaptationStrength: z.number().nonnegative().optional(),
}).refine((type) => type.lif + type.alif > 0, 'a cell type needs at least one neuron: lif + alif must be 1 or more');

const network = z.strictObject({
  /** `spiking` neurons (by default), or units whose rate is the filtered `tanh` of their input; see {@link TOGETHER}. */
  units: z.enum(['spiking', 'tanh']).optional(),
  /** Neurons come in this order: the LIF neurons type by type, then the ALIF neurons type by type. */
  cellTypes: z.array(cellType).min(1),
  excitatoryInputs: z.int().nonnegative(),
  tauMembraneMs: positive,
  tauAdaptationMs: positive,
  tauReadoutMs: positive,
  /** Baseline threshold v_th; the membrane has no unit in the paper. */
  threshold: positive,
  /** β of the ALIF neurons: by how much a spike raises their threshold. */
  adaptationStrength: z.number().nonnegative(),
  /** γ of the pseudo-derivative. */
  dampening: positive,
  refractoryMs: z.int().nonnegative(),
  delayMs: count,
  /** Of the input, recurrent and output weights alike. */
  connectivity: share,
  /**
   * Weights at the start. `balanced` (by default): sparse, signs by Dale's law, excitation and inhibition in balance. `dense`: from every
   * sender and of either sign, normal / √senders; those of rate units are Murray's.
   */
  weights: z.enum(['balanced', 'dense']).optional(),
  /** Whether the readout has a bias; by default it has. */
  readoutBias: z.boolean().optional(),
  /** By how much random feedback is larger than normal / √neurons; by default 1. */
  feedbackScale: positive.optional(),
}).refine((n) => n.cellTypes.reduce((sum, type) => sum + type.lif + type.alif, 0) <= MAX_CHANNELS, {
  path: ['cellTypes'],
  message: `must have at most ${MAX_CHANNELS} neurons in all`,
}).refine((n) => n.weights !== 'dense' || n.connectivity === 1, { path: ['connectivity'], message: 'must be 1 with dense weights' });

const training = z.strictObject({
  iterations: indexed,
  validateEvery: count,
  trials: indexed,
  validationTrials: indexed,
  /** What moves the weights; by default Adam. */
  optimizer: z.enum(['adam', 'gradient-descent']).optional(),
  learningRate: positive,
  /** The rate is multiplied by learningRateDecay after every learningRateDecayEvery iterations. */
  learningRateDecay: share,
  learningRateDecayEvery: count,
  l1: z.number().nonnegative(),
  /** Of deep rewiring's random walk; 0 as in Liu et al. */
  temperature: z.number().nonnegative(),
  /** Which unconnected places may be connected anew: those connected at the start (Liu et al.) or any (LSNN). */
  reconnect: z.enum(['initial', 'any']),
  /** Coefficient c of c Σ (rate − target)² with rates per ms; 0 is none. */
  rateCoefficient: z.number().nonnegative(),
  rateTargetHz: z.number().nonnegative(),
  /** Whether these are rates of the whole batch (by default), or of each trial alone. */
  rateOf: z.enum(['batch', 'trial']).optional(),
  /**
   * Ends training when the error, 1 − accuracy, is below: in the mean of the last validations; or in one validation, and then in the mean
   * of so many further ones on batches of their own.
   */
  stop: z.strictObject({ errorBelow: share, validations: count.max(1000), which: z.enum(['last', 'further']) }).optional(),
});

/** Steps of a trial, 1000 s: of longer ones not even the input could be drawn. */
const MOST_STEPS = 1_000_000;

const isDense = (s: Settings) => s.network.weights === 'dense';
/** Rate units leave out the readout's filter, threshold, dampening and refractory period. */
const isOfRates = (s: Settings) => s.network.units === 'tanh';

/** What settings must be with others: when, which, whether they are so, and what they must be. */
const TOGETHER: readonly (readonly [(s: Settings) => boolean, [keyof Settings, string], (s: Settings) => boolean, string])[] = [
  [isDense, ['training', 'l1'], (s) => s.training.l1 === 0, 'must be 0 with dense weights, which are of either sign'],
  [isDense, ['training', 'temperature'], (s) => s.training.temperature === 0, 'must be 0 with dense weights, which are not rewired'],
  [isOfRates, ['network', 'weights'], isDense, 'must be "dense" with rate units'],
  [isOfRates, ['network', 'cellTypes'], (s) => s.network.cellTypes.every(({ alif }) => alif === 0), 'must have alif 0 with rate units'],
  [isOfRates, ['network', 'tauMembraneMs'], (s) => smallestTau(s.network) >= 1, 'must be at least 1 with rate units, of cell types too'],
  [isOfRates, ['network', 'delayMs'], (s) => s.network.delayMs === 1, 'must be 1 with rate units'],
  [isOfRates, ['training', 'rateCoefficient'], (s) => s.training.rateCoefficient === 0, 'must be 0 with rate units'],
];

function smallestTau({ cellTypes, tauMembraneMs }: NetworkSettings): number {
  return Math.min(...cellTypes.map((type) => type.tauMembraneMs ?? tauMembraneMs));
}

/** Describes all settings of runs on a task. */
function schemaOf(task: Task) {
  const all = z.strictObject({ network, task: task.settings, training });
  const fitting = all.refine((s) => task.size(s.task).steps <= MOST_STEPS, {
    path: ['task'],
    error: ({ input }) => `a trial has ${task.size((input as Settings).task).steps} steps, must have at most ${MOST_STEPS}`,
  }).refine((s) => s.network.excitatoryInputs <= task.size(s.task).inputs, {
    path: ['network', 'excitatoryInputs'],
    message: "must not exceed the number of the task's inputs",
  });
  return TOGETHER.reduce((schema, [when, path, fits, message]) => schema.refine((s) => !when(s as Settings) || fits(s as Settings), {
    path, message,
  }), fitting);
}

export type NetworkSettings = Readonly<z.infer<typeof network>>;
export type TrainingSettings = Readonly<z.infer<typeof training>>;
/** @typeParam T settings of the task */
export interface Settings<T extends TaskSettings = TaskSettings> {
  readonly network: NetworkSettings;
  readonly task: T;
  readonly training: TrainingSettings;
}

const figure3c: Settings<EvidenceAccumulationSettings> = {
  network: {
    cellTypes: [
      { name: 'I', sign: -1, lif: 19, alif: 0 },
      { name: 'E', sign: 1, lif: 31, alif: 50 },
    ],
    excitatoryInputs: 33,
    tauMembraneMs: 20,
    tauAdaptationMs: 2000,
    tauReadoutMs: 20,
    threshold: 0.01,
    adaptationStrength: 1.8,
    dampening: 0.3,
    refractoryMs: 5,
    delayMs: 1,
    connectivity: 0.1,
  },
  task: {
    cues: 7,
    cueMs: 100,
    slotMs: 150,
    delayMs: 800,
    recallMs: 150,
    neuronsPerPopulation: 10,
    cueRateHz: 40,
    recallRateHz: 40,
    backgroundRateHz: 10,
  },
  training: {
    iterations: 2000,
    validateEvery: 10,
    trials: 64,
    validationTrials: 64,
    learningRate: 0.0025,
    learningRateDecay: 0.8,
    learningRateDecayEvery: 200_000,
    l1: 0.01,
    temperature: 0,
    reconnect: 'initial',
    rateCoefficient: 0.1,
    rateTargetHz: 10,
  },
};

/**
 * `figure3c`: what the published figure was made with. `published-code`: without the firing-rate regularisation, which the published
 * program lacks. `tiny`: seconds, for tests and teaching. The others are those of tasks, see there (`rflo`: periodic-target).
 */
export const presets = deepFreeze({
  figure3c,
  'published-code': { ...figure3c, training: { ...figure3c.training, rateCoefficient: 0 } },
  tiny: {
    network: {
      ...figure3c.network,
      cellTypes: [
        { name: 'I', sign: -1, lif: 7, alif: 0 },
        { name: 'E', sign: 1, lif: 10, alif: 18 },
      ],
      excitatoryInputs: 13,
      /** As long as a trial, as the 2000 ms of `figure3c` are. */
      tauAdaptationMs: 200,
      connectivity: 0.3,
    },
    task: {
      cues: 3, cueMs: 25, slotMs: 30, delayMs: 30, recallMs: 30, neuronsPerPopulation: 4, cueRateHz: 200, recallRateHz: 200,
      backgroundRateHz: 10,
    },
    training: { ...figure3c.training, iterations: 120, trials: 24, validationTrials: 64, learningRate: 0.02 },
  } as Settings<EvidenceAccumulationSettings>,
  ...taskPresets(figure3c),
  ...rfloPresets(figure3c),
});

export type PresetName = keyof typeof presets;
type Changes<T> = { [K in keyof T]?: T[K] extends readonly unknown[] ? T[K] : T[K] extends object ? Changes<T[K]> : T[K] };

/**
 * Returns a preset with some settings changed, checked as a whole. Another task's settings replace the preset's as a whole.
 * @param own a task that is not in the list, if `changes.task` has its name
 * @throws InputError naming each unknown or impossible setting and what is allowed
 * @example
 * settings('tiny', { task: { cues: 5 } }).task.cues // 5
 */
export function settings<P extends PresetName = 'figure3c'>(
  preset: P = 'figure3c' as P, changes: SettingsChanges = {}, own?: Task
): (typeof presets)[P] {
  const base: Settings = presets[preset];
  if (!Object.hasOwn(presets, preset)) throw new InputError(`unknown preset "${preset}"; known are ${Object.keys(presets).join(', ')}`);
  const { task } = changes;
  const isOther = task?.name !== undefined && task.name !== taskOf(base.task).name;
  return checkedSettings(merge(isOther ? { ...base, task: {} } : base, changes), 'settings', own) as (typeof presets)[P];
}

/**
 * Returns all settings of a run, if they are complete and possible.
 * @param what what messages call them
 * @param own a task that is not in the list, if they are of it
 * @throws InputError naming each unknown or impossible setting and what is allowed
 */
export function checkedSettings(value: unknown, what: string, own?: Task): Settings {
  const task = taskOf((value as Partial<Settings> | undefined)?.task ?? {}, own);
  return deepFreeze(checked(schemaOf(task), value, what) as Settings);
}

/** Changes of a preset; of a task of your own, all of its settings. */
type SettingsChanges = Omit<Changes<Settings>, 'task'> & {
  readonly task?: Changes<EvidenceAccumulationSettings> | { readonly name: string; readonly [setting: string]: unknown };
};

function merge(base: unknown, changes: unknown): unknown {
  if (!isRecord(base) || !isRecord(changes)) return changes === undefined ? base : changes;
  const keys = new Set([...Object.keys(base), ...Object.keys(changes)]);
  return Object.fromEntries([...keys].map((key) => [key, merge(base[key], changes[key])]));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
