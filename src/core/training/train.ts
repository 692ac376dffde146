import { createEngine, engineNameOf } from '../engine';
import type { Engine, Lesson } from '../engine/engine';
import { overflowOf } from '../engine/overflow';
import { InputError } from '../errors';
import { networkOf } from '../network/network';
import { platform } from '../platform';
import { stream } from '../random';
import { feedbackOf } from '../rules/feedback';
import { mustBeRule } from '../rules/must-be-rule';
import { taskOf } from '../tasks';
import type { Use } from '../tasks/task';
import { meetsCriterion } from './criterion';
import { lessonOf } from './lesson';
import { descend, learningRate, optimizerStep } from './optimizer';
import { mustBePossible, networkOfRun, type Run } from './run';
import { initialState, weightsOf, type TrainingState } from './state';
import { placesOf } from './synapses';

/** One validation, on a batch of its own and before the iteration's update. */
export interface CurvePoint {
  readonly iteration: number;
  readonly loss: number;
  /** Share of trials judged right; null if the task has no classes. */
  readonly accuracy: number | null;
  /** Mean of all neurons, trials and steps. */
  readonly rateHz: number;
}

/** How far a run has come: all it takes to go on. Updated in place; `structuredClone` makes a fork point of it. */
export interface Progress {
  /** Number of updates so far. */
  iteration: number;
  readonly state: TrainingState;
  readonly curve: CurvePoint[];
  /** Whether the criterion of `training.stop` was met, so that no updates follow. */
  stopped?: true;
}

/** Begins a run. */
export function begin(run: Run): Progress {
  const { settings, seed, rule, feedback: wanted, task } = run;
  mustBeRule(rule);
  const chosen = taskOf(settings.task, task);
  mustBePossible(run);
  const network = networkOfRun(run);
  const state = initialState(settings, seed, networkOf(settings, chosen));
  const feedback = feedbackOf(rule, wanted);
  if (feedback.step) {
    state.feedback = feedback.start({ network, weights: weightsOf(state), seed, scale: settings.network.feedbackScale });
  }
  return { iteration: 0, state, curve: [] };
}

/**
 * Trains, and yields the points of the learning curve as they are made: at iterations 0, `validateEvery`, … and at the
 * last, N, after which there are N updates. Between iterations other things may happen, so that the loop can be left
 * (`break`) or interrupted at any time, in a notebook by its kernel's interrupt; a later call with the same progress goes on
 * as if nothing had been.
 * @param engine by default the fast one for its units, which is closed at the end
 * @param progress where to begin; kept up to date in place
 * @throws InputError for random feedback under a rule that is the exact gradient
 * @example
 * const run = { settings: settings('tiny'), rule: ruleOf('mdgl'), seed: 1 };
 * for await (const { iteration, loss } of train(run)) console.log(iteration, loss);
 */
export async function* train(run: Run, engine?: Engine, progress: Progress = begin(run)): AsyncGenerator<CurvePoint, void> {
  const trainer = engine ?? createEngine(engineNameOf(run.settings));
  try {
    for await (const point of trainStepwise(run, trainer, progress)) if (point) yield point;
  } finally {
    if (!engine) await trainer.close();
  }
}

/** Trains as `train` does, but also yields, nothing then, after every update. */
export async function* trainStepwise(
  run: Run,
  engine: Engine,
  progress: Progress = begin(run)
): AsyncGenerator<CurvePoint | undefined, void> {
  const { iterations, validateEvery, stop } = run.settings.training;
  const places = { input: placesOf(progress.state.input), recurrent: placesOf(progress.state.recurrent) };
  const { pause, listen } = platform();
  const interruption = await listen();
  for (;;) {
    interruption.throwIfInterrupted();
    const { iteration, curve } = progress;
    const isDue = iteration % validateEvery === 0 || iteration === iterations;
    if (isDue && curve.at(-1)?.iteration !== iteration) {
      const point = await validate(run, engine, progress);
      const isMet = stop && await meetsCriterion(stop, [...curve, point], (n) =>
        validate(run, engine, { ...progress, iteration: iteration * stop.validations + n }, 'stop'));
      // Not before both are known: what is interrupted in between is asked anew.
      curve.push(point);
      if (isMet) progress.stopped = true;
      yield point;
    }
    if (iteration >= iterations || progress.stopped) return;
    await update(run, engine, progress, places);
    progress.iteration++;
    await pause();
    yield undefined;
  }
}

/** Does a forward pass on a new batch. */
async function validate(run: Run, engine: Engine, progress: Progress, use: Use = 'validation'): Promise<CurvePoint> {
  const { iteration } = progress;
  const lesson = lessonOf(run, progress, use);
  const { loss, accuracy, spikeCounts } = await engine.evaluate(lesson);
  if (!Number.isFinite(loss)) throw overflowed(run, iteration, `the loss is ${loss}`);
  const spikes = spikeCounts.reduce((a, b) => a + b, 0);
  return { iteration, loss, accuracy, rateHz: 1000 * spikes / (lesson.network.neurons * lesson.count * lesson.steps) };
}

/** Does one iteration: a batch, the rule's gradient, a step of the optimizer. */
async function update(run: Run, engine: Engine, progress: Progress, places: Lesson['places']): Promise<void> {
  const { settings: { training, network }, seed } = run;
  const { iteration, state } = progress;
  const lesson = lessonOf(run, progress, 'training');
  const result = await engine.learn({ ...lesson, places });
  const overflow = overflowOf(result);
  if (overflow) throw overflowed(run, iteration, overflow);
  const { gradients } = result;
  if (network.readoutBias === false) gradients.bias.fill(0);
  const step = { ...training, rate: learningRate(training, iteration) };
  optimizerStep(state, gradients, step, network.connectivity, stream(seed, 'rewiring', iteration));
  // What is not finite would count as no connection from here on.
  for (const name of ['input', 'recurrent', 'output', 'bias'] as const) {
    const infinite = state[name].theta.find((value) => !Number.isFinite(value));
    if (infinite !== undefined) throw overflowed(run, iteration, `a weight of ${name} is ${infinite}`);
  }
  const { step: learn, readoutDecay = 0 } = feedbackOf(run.rule, run.feedback);
  if (readoutDecay > 0) state.output.theta.forEach((theta, s, all) => { all[s] = (1 - readoutDecay) * theta; });
  if (learn) {
    state.feedback = learn(state.feedback!, {
      network: lesson.network, weights: weightsOf(state), seed, gradients, rate: step.rate, iteration,
      descend: (parameters, gradient) => descend(parameters, gradient, state.clock, step),
    });
  }
}

function overflowed({ settings: { training, network }, rule, seed }: Run, iteration: number, what: string): InputError {
  const { learningRate: rate, rateCoefficient } = training;
  const { dampening, adaptationStrength } = network;
  const causes = `training.learningRate (${rate}), training.rateCoefficient (${rateCoefficient}), network.dampening (${dampening}) `
    + `and network.adaptationStrength (${adaptationStrength})`;
  return new InputError(
    `${rule.id}, seed ${seed}: ${what} at iteration ${iteration}; ${causes} must be small enough for it to stay finite`
  );
}
