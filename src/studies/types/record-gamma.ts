import type { Engine } from '../../core/engine/engine';
import { lessonOf } from '../../core/training/lesson';
import type { Run } from '../../core/training/run';
import type { Progress } from '../../core/training/train';
import { gammaInLesson } from '../gamma/gamma-in-lesson';
import { measureAlong } from '../jobs/measure-along';

/** Along a run, its rule's Γ is compared with MDGLbca's. */
export interface GammaComparison {
  readonly name: 'gamma';
  /** Iterations from one measurement to the next; the last iteration is measured too. */
  readonly every: number;
  /** Trials, the first of the validation batch, over which Γ is compared. */
  readonly gammaTrials: number;
}

/** How much of the variance of MDGLbca's Γ, with the weights of the moment, the rule's own explains; null for a rule without Γ. */
export interface GammaMeasurement {
  readonly iteration: number;
  readonly explained: number | null;
}

/** Trains, and measures the rule's Γ on the way, see {@link measureAlong}. */
export function recordGamma({ every, gammaTrials }: GammaComparison, run: Run, engine: Engine, progress: Progress) {
  const measure = async ({ iteration, state }: Progress): Promise<GammaMeasurement> => {
    if (!run.rule.modulation) return { iteration, explained: null };
    const lesson = lessonOf(run, { iteration, state }, 'validation');
    const [{ explained }] = gammaInLesson(lesson, await engine.evaluate(lesson), run.rule, gammaTrials);
    return { iteration, explained };
  };
  return measureAlong(every, measure, run, engine, progress);
}
