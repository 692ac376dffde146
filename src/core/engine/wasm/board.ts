import type { Input, Kernel } from './kernel';
import type { Slot } from './layout';
import type { KernelSettings } from './lesson-memory';

/** Work on the chunks of a wave: as many chunks as there are slots, or fewer. Chunk n uses slot n. */
export interface WaveJob {
  readonly phase: 'simulate' | 'sweep';
  readonly settings: KernelSettings;
  readonly chunks: number;
}

/** Numbers through which workers share out a job: the next chunk to take, how many are ready, and where the input of each lies. */
export class Board {
  private readonly numbers: Int32Array;

  constructor(readonly buffer: ArrayBufferLike) {
    this.numbers = new Int32Array(buffer);
  }

  /** @param shared whether helper threads see it too */
  static ofSize(chunks: number, shared: boolean): Board {
    const bytes = 4 * (2 + 2 * chunks);
    return new Board(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  }

  /** Starts a job: nothing is taken yet. */
  open(ready: number): void {
    Atomics.store(this.numbers, 0, 0);
    Atomics.store(this.numbers, 1, ready);
  }

  /** Says where the input of a chunk lies. */
  setInput(chunk: number, { offsets, events }: Input): void {
    this.numbers[2 + 2 * chunk] = offsets;
    this.numbers[3 + 2 * chunk] = events;
  }

  /** Says how many chunks may be worked on. */
  publish(ready: number): void {
    Atomics.store(this.numbers, 1, ready);
    Atomics.notify(this.numbers, 1);
  }

  /** Takes chunks until none is left. Which worker takes which chunk does not change any number. */
  work(kernel: Kernel, slots: readonly Slot[], { phase, settings, chunks }: WaveJob): void {
    kernel.set(settings);
    for (let chunk = this.take(); chunk < chunks; chunk = this.take()) {
      this.waitFor(chunk);
      kernel[phase](this.input(chunk), slots[chunk]);
    }
  }

  private take(): number {
    return Atomics.add(this.numbers, 0, 1);
  }

  private waitFor(chunk: number): void {
    for (;;) {
      const ready = Atomics.load(this.numbers, 1);
      if (chunk < ready) return;
      Atomics.wait(this.numbers, 1, ready);
    }
  }

  private input(chunk: number): Input {
    return { offsets: this.numbers[2 + 2 * chunk] >>> 0, events: this.numbers[3 + 2 * chunk] >>> 0 };
  }
}
