import { setImmediate } from 'node:timers/promises';
import type { Settings } from '../config';
import { createEngine } from '../engine';
import type { Engine } from '../engine/engine';
import { InputError } from '../errors';
import { listenForInterrupt } from '../interruption';
import { zeros, type Matrix } from '../network/matrix';
import { networkOf } from '../network/network';
import { randomFeedback } from '../network/random-feedback';
import { stream } from '../random';
import type { Feedback, Rule } from '../rules/rule';
import { evidenceAccumulation } from '../task/evidence-accumulation';
import { learningRate, optimizerStep } from './optimizer';
import { initialState, weightsOf, type TrainingState } from './state';
import { placesOf } from './synapses';

/** What determines a run. */
export interface Run {
  readonly settings: Settings;
  readonly rule: Rule;
  /** Integer, 1 or more: fixes initial weights, every input and every draw of the rewiring, whatever the rule. */
  readonly seed: number;
  /** By default the rule's own. */
  readonly feedback?: Feedback;
  /** Changes what neurons hear from one another, G [receiver][sender], from iteration to iteration: for knock-outs. */
  readonly modulation?: (G: Matrix, iteration: number) => Matrix;
}

/** One validation, on a batch of its own and before the iteration's update. */
export interface CurvePoint {
  readonly iteration: number;
  readonly loss: number;
  readonly accuracy: number;
  /** Mean of all neurons, trials and steps. */
  readonly rateHz: number;
}

/** How far a run has come: all it takes to go on. Updated in place; `structuredClone` makes a fork point of it. */
export interface Progress {
  /** Number of updates so far. */
  iteration: number;
  readonly state: TrainingState;
  readonly curve: CurvePoint[];
}

/** The run at its start. */
export function begin({ settings, seed }: Run): Progress {
  return { iteration: 0, state: initialState(settings, seed), curve: [] };
}

/**
 * The feedback that a rule learns with.
 * @param wanted by default the rule's own
 * @throws InputError for random feedback under a rule that is the exact gradient
 */
export function feedbackOf(rule: Rule, wanted: Feedback = rule.feedback): Feedback {
  if (rule.credit === 'exact' && wanted === 'random') {
    throw new InputError(`feedback random: ${rule.id} is the exact gradient, only symmetric is allowed`);
  }
  return wanted;
}

/**
 * Trains, and yields the points of the learning curve as they are made: at iterations 0, `validateEvery`, … and at the
 * last, N, after which there are N updates. Between iterations other things may happen, so that the loop can be left
 * (`break`) or interrupted at any time, in a notebook by its kernel's interrupt; a later call with the same progress goes on
 * as if nothing had been.
 * @param engine by default the fast one, which is closed at the end
 * @param progress where to begin; kept up to date in place
 * @throws InputError for random feedback under a rule that is the exact gradient
 * @example
 * const run = { settings: settings('tiny'), rule: ruleOf('mdgl'), seed: 1 };
 * for await (const { iteration, loss } of train(run)) console.log(iteration, loss);
 */
export async function* train(run: Run, engine?: Engine, progress: Progress = begin(run)): AsyncGenerator<CurvePoint, void> {
  const trainer = engine ?? createEngine();
  try {
    for await (const point of trainStepwise(run, trainer, progress)) if (point) yield point;
  } finally {
    if (!engine) await trainer.close();
  }
}

/** As `train`, but also yields, nothing then, after every update. */
export async function* trainStepwise(run: Run, engine: Engine, progress: Progress = begin(run)): AsyncGenerator<CurvePoint | undefined, void> {
  const { iterations, validateEvery } = run.settings.training;
  const lesson = lessonOf(run, progress.state);
  const interruption = await listenForInterrupt();
  for (;;) {
    interruption.throwIfInterrupted();
    const { iteration, curve } = progress;
    const isDue = iteration % validateEvery === 0 || iteration === iterations;
    if (isDue && curve.at(-1)?.iteration !== iteration) {
      curve.push(await validate(run, engine, progress));
      yield curve.at(-1);
    }
    if (iteration >= iterations) return;
    await update(run, engine, progress, lesson);
    progress.iteration++;
    await setImmediate();
    yield undefined;
  }
}

/** Forward pass on a new validation batch. */
async function validate({ settings, rule, seed }: Run, engine: Engine, { iteration, state }: Progress): Promise<CurvePoint> {
  const network = networkOf(settings);
  const batch = evidenceAccumulation(settings.task, seed, 'validation', iteration, settings.training.validationTrials);
  const { loss, accuracy, spikeCounts } = await engine.evaluate({ network, weights: weightsOf(state), ...batch });
  if (!Number.isFinite(loss)) throw new InputError(`${rule.id}, seed ${seed}: the loss is ${loss} at iteration ${iteration}; training.learningRate (${settings.training.learningRate}) must be small enough for it to stay finite`);
  const spikes = spikeCounts.reduce((a, b) => a + b, 0);
  return { iteration, loss, accuracy: accuracy!, rateHz: 1000 * spikes / (network.neurons * batch.count * batch.steps) };
}

/** One iteration: a batch, the rule's gradient, a step of the optimizer. */
async function update({ settings, rule, seed, modulation }: Run, engine: Engine, { iteration, state }: Progress, lesson: Lesson): Promise<void> {
  const { network, fixedFeedback, places, rates } = lesson;
  const { training, task } = settings;
  const weights = weightsOf(state);
  const { gradients } = await engine.learn({
    network, weights, rule, places, rates,
    ...evidenceAccumulation(task, seed, 'training', iteration, training.trials),
    feedback: fixedFeedback ?? weights.output,
    modulation: modulation?.(rule.modulation?.(weights.recurrent, network) ?? zeros(network.neurons, network.neurons), iteration),
  });
  const step = { rate: learningRate(training, iteration), l1: training.l1, temperature: training.temperature };
  optimizerStep(state, gradients, step, settings.network.connectivity, stream(seed, 'rewiring', iteration));
}

type Lesson = ReturnType<typeof lessonOf>;

/** What is the same in every iteration. */
function lessonOf({ settings, rule, seed, feedback }: Run, state: TrainingState) {
  const network = networkOf(settings);
  const { rateCoefficient, rateTargetHz } = settings.training;
  return {
    network,
    fixedFeedback: feedbackOf(rule, feedback) === 'random' ? randomFeedback(network, seed) : undefined,
    places: { input: placesOf(state.input), recurrent: placesOf(state.recurrent) },
    rates: rateCoefficient > 0 ? { coefficient: rateCoefficient, target: rateTargetHz / 1000 } : undefined,
  };
}
