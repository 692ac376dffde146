import { checkedWhole } from '../core/checked';
import { createEngine, engineNameOf } from '../core/engine';
import type { Engine, Lesson } from '../core/engine/engine';
import { feedbackOf } from '../core/rules/feedback';
import type { Use } from '../core/tasks/task';
import { lessonOf } from '../core/training/lesson';
import { withoutStop, type Run } from '../core/training/run';
import { begin, trainStepwise, type Progress } from '../core/training/train';
import type { RecordingRequest } from './request';

/** A lesson that a recording can be made of, with the names that it shall carry; types of a rule's own have none. */
export type NamedLesson = Lesson & Pick<RecordingRequest, 'typeNames'> & Required<Pick<RecordingRequest, 'about'>>;

/** Tells what a run would learn next, see {@link lessonOf}, with its names. */
export function lessonAt(run: Run, progress: Progress, use: Use = 'validation'): NamedLesson {
  const { settings, rule, seed } = run;
  return {
    ...lessonOf(run, progress, use),
    typeNames: rule.types ? undefined : settings.network.cellTypes.map(({ name }) => name),
    about: { seed, iteration: progress.iteration, feedback: feedbackOf(rule, run.feedback).id, batch: use, settings },
  };
}

/**
 * Trains a network up to an iteration, and gives what it would learn next; see {@link lessonAt}.
 * @param iteration number of updates, 0 or more
 * @param engine trains; by default the fast one for its units, which is closed at the end
 * @example const lesson = await lessonAfter({ settings: presets.tiny, rule: ruleOf('mdgl'), seed: 1 }, 60);
 */
export async function lessonAfter(run: Run, iteration: number, { use, engine }: { use?: Use; engine?: Engine } = {}): Promise<NamedLesson> {
  const progress = begin(run);
  const trainer = engine ?? createEngine(engineNameOf(run.settings));
  try {
    for await (const _ of trainTo(run, trainer, progress, iteration));
  } finally {
    if (!engine) await trainer.close();
  }
  return lessonAt(run, progress, use);
}

/**
 * Trains up to an iteration, whether or not the settings would have more or fewer, or end training before; yields after every update.
 * @throws InputError if the iteration is no whole number, 0 or more
 */
export async function* trainTo(run: Run, engine: Engine, progress: Progress, iteration: number): AsyncGenerator<void, void> {
  checkedWhole('iteration', iteration);
  if (progress.iteration >= iteration) return;
  const settings = withoutStop(run.settings);
  const iterations = Math.max(iteration, settings.training.iterations);
  const longEnough = { ...run, settings: { ...settings, training: { ...settings.training, iterations } } };
  for await (const point of trainStepwise(longEnough, engine, progress)) {
    if (point) continue;
    yield;
    if (progress.iteration >= iteration) return;
  }
}
