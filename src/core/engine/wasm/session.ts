import type { Trial } from '../../network/trial';
import { trialsOf } from '../batch';
import type { Batch, Evaluation, Gradients, Lesson, LessonResult } from '../engine';
import { CHUNK } from '../kernel/sizes';
import { rateErrorsOf } from '../rates';
import { Tally } from '../tally';
import { Board, type WaveJob } from './board';
import { ChunkInputs } from './chunk-inputs';
import type { EngineHost, Helper } from './host';
import { instantiate, type Kernel } from './kernel';
import { keepsBatch, layoutOf, type Layout, type Size, type Slot } from './layout';
import { gradientsFrom, NO_PLACES, settingsFor, writeLesson, writeNetwork, type KernelSettings } from './lesson-memory';
import { readSpikes, type Memory } from './memory';
import { addGradients, addSpikeCounts, clearError, judgeTrials, writeRateErrors } from './slot-numbers';

/** Chunks that are in memory together. */
interface Wave {
  readonly from: number;
  readonly to: number;
}

/** A job to be done before the work goes on; `prepare` makes its chunks ready one by one. */
interface Step {
  readonly job: WaveJob;
  readonly prepare?: () => void;
}

/**
 * The order of work: steps, one after the other, and what comes of them. Helpers and this thread do a step together, or this thread
 * alone.
 */
type Work<T> = Generator<Step, T, void>;

/** Threads and their places in memory for batches of one size, one after the other. After an error it must be closed. */
export class Session {
  private readonly layout: Layout;
  private readonly board: Board;
  private readonly kernel: Kernel;
  private readonly helpers: readonly Helper[];
  /** Of the current batch. */
  private inputs!: ChunkInputs;

  constructor({ module, spawn }: Pick<EngineHost, 'module' | 'spawn'>, private readonly memory: Memory, readonly size: Size) {
    this.layout = layoutOf(size);
    memory.reserve(this.layout.inputEvents);
    this.board = Board.ofSize(this.layout.slots.length, memory.shared);
    const { workspaces: [mine, ...others], slots } = this.layout;
    this.kernel = instantiate(module, memory.wasm, mine);
    this.helpers = others.map((own) => spawn!({ module, memory: memory.wasm, board: this.board.buffer, slots, own }));
  }

  evaluate(batch: Batch): Promise<Evaluation> {
    return this.together(this.evaluating(batch));
  }

  learn(lesson: Lesson): Promise<LessonResult> {
    return this.together(this.learning(lesson));
  }

  /**
   * Does a forward pass at once, in the calling thread alone.
   * @param look is shown where each chunk's results lie
   * @returns spikes of each neuron in the whole batch
   */
  simulateNow(lesson: Lesson, look: (chunk: number, slot: Slot) => void): Float64Array {
    const spikeCounts = new Float64Array(this.size.neurons);
    this.begin(lesson);
    this.alone(this.forward(lesson, settingsFor(lesson, this.layout, NO_PLACES), (wave) => {
      this.countSpikes(wave, spikeCounts);
      this.eachSlot(wave, look);
    }));
    return spikeCounts;
  }

  /**
   * Does a sweep at once, in the calling thread alone, with an error from outside.
   * @param isLast whether the last thing done on this memory was `simulateNow` of the same lesson; if not, it is done again
   * @param rateError [neuron], the same at every step
   * @param writeError writes d [step][output] in lanes into a chunk's slot, where it finds zeros
   */
  sweepNow(lesson: Lesson, isLast: boolean, rateError: ArrayLike<number>, writeError: (chunk: number, slot: Slot) => void): Gradients {
    if (!isLast) this.begin(lesson);
    return this.alone(this.sweeping(lesson, isLast && keepsBatch(this.layout), (wave) => {
      this.writeRateErrors(wave, () => rateError);
      this.eachSlot(wave, (chunk, slot) => {
        clearError(this.memory, slot, this.size);
        writeError(chunk, slot);
      });
    }));
  }

  async close(): Promise<void> {
    await Promise.all(this.helpers.map((helper) => helper.close()));
  }

  private begin(batch: Batch): void {
    this.inputs = new ChunkInputs(this.memory, this.size, this.layout.inputEvents);
    writeNetwork(this.memory, this.layout, batch);
  }

  private *evaluating(batch: Batch): Work<Evaluation> {
    this.begin(batch);
    const tally = new Tally(batch);
    yield* this.forward(batch, settingsFor(batch, this.layout, NO_PLACES), (wave) => {
      this.countSpikes(wave, tally.spikeCounts);
      this.judge(wave, batch, tally);
    });
    return tally.evaluation();
  }

  private *learning(lesson: Lesson): Work<LessonResult> {
    this.begin(lesson);
    const tally = new Tally(lesson);
    const count = (wave: Wave) => this.countSpikes(wave, tally.spikeCounts);
    // The firing-rate regularisation needs the rates of the whole batch before any sweep.
    const twice = lesson.rates !== undefined && !lesson.rates.ofEachTrial && !keepsBatch(this.layout);
    if (twice) yield* this.forward(lesson, settingsFor(lesson, this.layout, NO_PLACES), count);
    const gradients = yield* this.sweeping(lesson, false, (wave) => {
      if (!twice) count(wave);
      this.writeRateErrors(wave, rateErrorsOf(lesson, tally.spikeCounts));
      this.judge(wave, lesson, tally);
    });
    return { ...tally.evaluation(), gradients };
  }

  /** Does the forward pass of all waves. @param then looks at each wave's results */
  private *forward(batch: Batch, settings: KernelSettings, then: (wave: Wave) => void): Work<void> {
    const trials = trialsOf(batch);
    for (const wave of this.waves()) {
      yield this.simulation(wave, settings, trials);
      then(wave);
    }
  }

  /** Does the forward pass, unless it is kept, and the sweep of all waves. @param between writes each wave's error */
  private *sweeping(lesson: Lesson, kept: boolean, between: (wave: Wave) => void): Work<Gradients> {
    const places = writeLesson(this.memory, this.layout, this.size, lesson);
    const settings = settingsFor(lesson, this.layout, places);
    const trials = trialsOf(lesson);
    const sums = new Float64Array(settings.sumCount);
    for (const wave of this.waves()) {
      if (!kept) yield this.simulation(wave, settings, trials);
      between(wave);
      yield { job: { phase: 'sweep', settings, chunks: wave.to - wave.from } };
      this.eachSlot(wave, (_, slot) => addGradients(this.memory, slot, sums));
    }
    return gradientsFrom(sums, this.size, places);
  }

  private waves(): Wave[] {
    const { chunks, slots } = this.layout;
    const starts = Array.from({ length: Math.ceil(chunks / slots.length) }, (_, n) => n * slots.length);
    return starts.map((from) => ({ from, to: Math.min(from + slots.length, chunks) }));
  }

  /** Prepares the forward pass of a wave. Helpers start on the first chunks while the input of the later ones is still being drawn. */
  private simulation({ from, to }: Wave, settings: KernelSettings, trials: Iterator<Trial>): Step {
    const prepare = () => {
      for (let chunk = from; chunk < to; chunk++) {
        this.board.setInput(chunk - from, this.inputs.of(chunk, trials));
        this.board.publish(chunk - from + 1);
      }
    };
    return { job: { phase: 'simulate', settings, chunks: to - from }, prepare };
  }

  /** Does work together with all helpers. */
  private async together<T>(work: Work<T>): Promise<T> {
    let next = work.next();
    for (; !next.done; next = work.next()) {
      const { job, prepare } = next.value;
      this.board.open(prepare ? 0 : job.chunks);
      const helped = Promise.all(this.helpers.map((helper) => helper.help(job)));
      helped.catch(() => {}); // nobody waits for the helpers if `prepare` throws
      this.take(next.value);
      await helped;
    }
    return next.value;
  }

  /** Does work in this thread, at once. */
  private alone<T>(work: Work<T>): T {
    let next = work.next();
    for (; !next.done; next = work.next()) {
      this.board.open(next.value.prepare ? 0 : next.value.job.chunks);
      this.take(next.value);
    }
    return next.value;
  }

  /** Does this thread's part of a step. */
  private take({ job, prepare }: Step): void {
    prepare?.();
    this.board.work(this.kernel, this.layout.slots, job);
  }

  private eachSlot({ from, to }: Wave, visit: (chunk: number, slot: Slot) => void): void {
    for (let chunk = from; chunk < to; chunk++) visit(chunk, this.layout.slots[chunk - from]);
  }

  private countSpikes(wave: Wave, spikeCounts: Float64Array): void {
    this.eachSlot(wave, (_, slot) => addSpikeCounts(this.memory, slot, spikeCounts));
  }

  private writeRateErrors(wave: Wave, errorOf: Parameters<typeof writeRateErrors>[3]): void {
    this.eachSlot(wave, (_, slot) => writeRateErrors(this.memory, slot, this.size.neurons, errorOf));
  }

  /** Judges the trials of a wave, in their order. */
  private judge(wave: Wave, { keepSpikes }: Batch, tally: Tally): void {
    const { memory, size } = this;
    this.eachSlot(wave, (chunk, slot) => {
      judgeTrials(memory, slot, size, this.inputs.targets.slice(chunk * CHUNK, (chunk + 1) * CHUNK), tally);
      if (!keepSpikes) return;
      readSpikes(memory, slot.offsets, slot.events, size.steps)
        .slice(0, size.trials - chunk * CHUNK)
        .forEach((spikes) => tally.addSpikes(spikes));
    });
  }
}
