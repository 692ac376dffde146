import type { Raster } from '../../network/raster';
import { checkBatch } from '../batch';
import type { Gradients, Lesson } from '../engine';
import { CHUNK } from '../kernel/sizes';
import type { EngineHost } from './host';
import { sizeOf, type Slot } from './layout';
import { readSpikes } from './memory';
import { Sessions } from './sessions';

/** What to learn by, when the error comes from outside. Its trials are asked for twice or more; their targets play no part. */
type PassLesson = Omit<Lesson, 'rates'>;

/** One forward pass, done; its sweep follows when the error is known, if ever. */
export interface Pass {
  /** [trial][step][output], one after the other, of the judged steps. */
  readonly logits: Float32Array;
  /** Spikes of each neuron in the whole batch. */
  readonly spikeCounts: Float64Array;
  /** Each trial's spikes, where `keepSpikes` asked for them. */
  readonly spikes?: readonly Raster[];
  /**
   * The rule's gradients of a loss that was computed from this pass; may be asked for any number of times.
   * @param logitError ∂loss/∂logits, in the order of `logits`
   * @param countError [neuron]: ∂loss/∂spikeCounts, which joins the learning signal of every step as firing-rate regularisation does
   */
  sweep(logitError: ArrayLike<number>, countError: ArrayLike<number>): Gradients;
}

/**
 * The fast engine in the calling thread, at once: for those who compute the loss themselves and cannot wait for a promise.
 * Any number of passes may be alive. Only the last one's ψ and spikes are kept: the sweep of an earlier one runs its
 * forward pass again, which gives the same.
 */
export class Passes {
  private readonly sessions: Sessions;
  /** The pass whose ψ and spikes are in memory. */
  private last?: object;

  /** @param budget bytes for ψ and spikes, by default 1 GiB */
  constructor(host: Pick<EngineHost, 'module' | 'spawn'>, private readonly budget?: number) {
    this.sessions = new Sessions(host);
  }

  /**
   * @param judgedFrom the first step whose logits are wanted, and whose error will be given
   * @throws InputError if shapes or trials are not what the lesson says
   */
  forward(lesson: PassLesson, judgedFrom: number = lesson.steps - 1): Pass {
    checkBatch(lesson);
    const { network: { outputs }, steps, count, keepSpikes } = lesson;
    const { memory } = this.sessions;
    const session = this.sessions.of(sizeOf(lesson, 1, this.budget));
    const judged = steps - judgedFrom;
    /** Goes through the judged numbers of a chunk: where one lies in `logits`, and where in a slot's lanes. */
    const each = (chunk: number, visit: (flat: number, lane: number) => void) => {
      for (let m = chunk * CHUNK; m < Math.min(count, (chunk + 1) * CHUNK); m++) {
        for (let n = 0; n < judged * outputs; n++) visit(m * judged * outputs + n, (judgedFrom * outputs + n) * CHUNK + m - chunk * CHUNK);
      }
    };
    const logits = new Float32Array(count * judged * outputs);
    const spikes: Raster[] = [];
    const pass = {};
    this.last = undefined;
    const spikeCounts = session.simulateNow(lesson, (chunk, slot: Slot) => {
      each(chunk, (flat, lane) => { logits[flat] = memory.f32[(slot.logits >>> 2) + lane]; });
      if (keepSpikes) spikes.push(...readSpikes(memory, slot.offsets, slot.events, steps).slice(0, count - chunk * CHUNK));
    });
    this.last = pass;
    return {
      logits, spikeCounts, ...(keepSpikes && { spikes }),
      sweep: (logitError, countError) => {
        const isLast = this.last === pass;
        this.last = undefined;
        const gradients = session.sweepNow(lesson, isLast, countError, (chunk, slot) => {
          each(chunk, (flat, lane) => { memory.f32[(slot.error >>> 2) + lane] = logitError[flat]; });
        });
        this.last = pass;
        return gradients;
      },
    };
  }
}
