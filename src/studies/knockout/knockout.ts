import type { Engine } from '../../core/engine/engine';
import { InputError } from '../../core/errors';
import { withoutStop, type Run } from '../../core/training/run';
import { weightsOf } from '../../core/training/state';
import { begin, trainStepwise, type CurvePoint, type Progress } from '../../core/training/train';
import { checkChanges, modulationWith, type Change } from './change';

/** Learning curves from one start: as it was, and as it went on after the changes. Both from iteration 0. */
export interface KnockoutCurves {
  readonly untouched: readonly CurvePoint[];
  readonly changed: readonly CurvePoint[];
}

/** Who wants to hear how it goes, or to end it. */
export interface KnockoutOptions {
  /** After every update and validation. */
  readonly progressed?: (curve: keyof KnockoutCurves, progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Trains a run, and once more from a copy of its state at iteration `from` on with changes; all else, every input and
 * draw, is the same. Without a change both curves are equal to the digit. A criterion that ends training plays no part.
 * @throws InputError as {@link checkChanges}, or if `from` is not within the run; the signal's reason where it aborts
 * @example
 * const run = { settings: settings('tiny'), rule: ruleOf('mdgl'), seed: 1 };
 * const { untouched, changed } = await knockout(run, [{ sender: 'E', receiver: 'E', how: 'silence' }], 60, createEngine());
 */
export async function knockout(
  run: Run,
  changes: readonly Change[],
  from: number,
  engine: Engine,
  { progressed, signal }: KnockoutOptions = {}
): Promise<KnockoutCurves> {
  checkFrom(from, run.settings.training.iterations);
  checkChanges(changes, run.rule, run.settings.network.cellTypes);
  const goOn = async (curve: keyof KnockoutCurves, which: Run, progress: Progress, until = Infinity) => {
    if (progress.iteration >= until) return;
    for await (const _ of trainStepwise(which, engine, progress)) {
      progressed?.(curve, progress);
      signal?.throwIfAborted();
      if (progress.iteration >= until) return;
    }
  };
  const whole = { ...run, settings: withoutStop(run.settings) };
  const untouched = begin(whole);
  await goOn('untouched', whole, untouched, from);
  const changed = structuredClone(untouched);
  await goOn('untouched', whole, untouched);
  await goOn('changed', runWith(changes, whole, changed), changed);
  return { untouched: untouched.curve, changed: changed.curve };
}

/** Makes the run as it goes on from a state with changes. */
export function runWith(changes: readonly Change[], run: Run, { state }: Progress): Run {
  if (changes.length === 0) return run;
  const change = modulationWith(changes, run, weightsOf(state).recurrent);
  return { ...run, modulation: (G, iteration) => change(run.modulation?.(G, iteration) ?? G) };
}

/** @throws InputError if a run of this length has no update after `from` */
export function checkFrom(from: number, iterations: number): void {
  if (!Number.isInteger(from) || from < 0 || from >= iterations) {
    throw new InputError(
      `from ${from}: allowed is a whole number from 0 to ${iterations - 1}, so that at least one of the ${iterations} iterations is changed`
    );
  }
}
