import { createEngine, engineNameOf } from '../core/engine';
import type { Engine, EngineName } from '../core/engine/engine';
import type { Settings } from '../core/settings';
import type { Run } from '../core/training/run';
import type { Progress } from '../core/training/train';
import { onInterrupt } from './interrupt';
import { duration, runDisplay, type RunDisplay } from './run-display';

/** What computes a training. */
interface EngineChoice {
  /** By default that of the settings' units. */
  readonly engine?: EngineName;
  readonly workers?: number;
}

/** What a training has that is shown as it goes. */
interface Shown {
  readonly engine: Engine;
  readonly display: RunDisplay;
  /** Aborted by Ctrl-C. */
  readonly stop: AbortSignal;
  /** How long it has taken so far, in words. */
  took(): string;
}

/**
 * Trains with an engine, showing on stderr how it goes; after Ctrl-C the iteration is to be the last.
 * @param settings of each run
 * @param iterations of each run
 */
export async function shownTraining<T>(
  settings: Settings, iterations: number, { engine: name, workers }: EngineChoice, train: (shown: Shown) => Promise<T>,
): Promise<T> {
  const engine = createEngine(engineNameOf(settings, name), { workers });
  const display = runDisplay(iterations);
  const interrupt = onInterrupt('stopping after this iteration (Ctrl-C again: at once)', display.note);
  const begun = performance.now();
  try {
    return await train({ engine, display, stop: interrupt.signal, took: () => duration((performance.now() - begun) / 1000) });
  } finally {
    interrupt.ignore();
    display.close();
    await engine.close();
  }
}

/**
 * Trains a run so.
 * @param iterations that it takes
 * @param steps goes through them, and keeps `progress` up to date
 * @returns whether it came to the end; not so after Ctrl-C
 */
export function trainShown(
  { settings, rule, seed }: Run, progress: Progress, iterations: number, choice: EngineChoice,
  steps: (engine: Engine) => AsyncIterable<unknown>,
): Promise<boolean> {
  return shownTraining(settings, iterations, choice, async ({ engine, display, stop, took }) => {
    const name = `${rule.id}, seed ${seed}`;
    display.began(name, 0);
    for await (const _ of steps(engine)) {
      display.progressed(name, progress.iteration, progress.curve.at(-1));
      if (stop.aborted) break;
    }
    display.ended(name, `${progress.iteration} iterations in ${took()}`);
    return !stop.aborted;
  });
}
