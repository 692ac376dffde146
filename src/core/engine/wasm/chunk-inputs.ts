import type { Target, Trial } from '../../network/trial';
import { CHUNK, LANES } from '../kernel/sizes';
import type { Input } from './kernel';
import type { Size } from './layout';
import { writeInput, type Memory } from './memory';

/** The input of a batch in memory, chunk after chunk as it is drawn; a chunk that is asked for again is there already. */
export class ChunkInputs {
  /** Of each trial drawn so far. */
  readonly targets: Target[] = [];
  private readonly inputs: Input[] = [];

  /** @param end first free byte; what lies there and behind is written over */
  constructor(private readonly memory: Memory, private readonly size: Size, private end: number) {}

  /** Tells where a chunk's input is. Chunks are drawn in order. */
  of(chunk: number, trials: Iterator<Trial>): Input {
    return this.inputs[chunk] ??= this.draw(chunk, trials);
  }

  private draw(chunk: number, trials: Iterator<Trial>): Input {
    const { memory, size } = this;
    const drawn: Trial[] = [];
    while (drawn.length < Math.min(CHUNK, size.trials - chunk * CHUNK)) drawn.push(trials.next().value as Trial);
    const offsets = this.end;
    const events = offsets + LANES * Math.ceil((4 * (size.steps + 1)) / LANES);
    const most = drawn.reduce((sum, { input }) => sum + input.channels.length, 0);
    memory.reserve(events + 2 * most);
    const count = writeInput(memory, offsets, events, drawn.map(({ input }) => input), size.steps);
    this.end = events + LANES * Math.ceil((2 * count) / LANES);
    this.targets.push(...drawn.map(({ target }) => target));
    return { offsets, events };
  }
}
