import { createEngine } from '../core/engine';
import type { Engine, EngineName } from '../core/engine/engine';
import { onInterrupt } from './interrupt';
import { duration, runDisplay, type RunDisplay } from './run-display';

/** What computes a training. */
interface EngineChoice {
  readonly engine: EngineName;
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
 * @param iterations of each run
 */
export async function shownTraining<T>(
  iterations: number, { engine: name, workers }: EngineChoice, train: (shown: Shown) => Promise<T>,
): Promise<T> {
  const engine = createEngine(name, { workers });
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
