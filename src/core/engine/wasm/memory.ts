import { InputError } from '../../errors';
import type { Matrix } from '../../network/matrix';
import { raster, type Raster } from '../../network/raster';
import { CHUNK, LANES } from '../kernel/sizes';
import { MOST_BYTES, MOST_CHANNELS } from './layout';
import { webAssembly, type WasmMemory } from './webassembly';

const PAGE = 65536;

/** The engine's memory, with a view for each kind of number. */
export class Memory {
  readonly wasm: WasmMemory;
  u16!: Uint16Array;
  u32!: Uint32Array;
  f32!: Float32Array;

  /** @param shared whether helper threads use it too */
  constructor(readonly shared: boolean) {
    this.wasm = new webAssembly.Memory({ initial: 1, maximum: 65536, shared });
    this.look();
  }

  /**
   * Makes the memory at least this large, also while helpers run.
   * @throws InputError if that is more than can be had
   */
  reserve(bytes: number): void {
    const missing = bytes - this.wasm.buffer.byteLength;
    if (missing <= 0) return;
    if (bytes > MOST_BYTES) {
      throw new InputError(`the batch and its input need ${bytes} bytes, at most ${MOST_BYTES} can be had; use fewer trials`);
    }
    this.wasm.grow(Math.ceil(missing / PAGE));
    this.look();
  }

  private look(): void {
    this.u16 = new Uint16Array(this.wasm.buffer);
    this.u32 = new Uint32Array(this.wasm.buffer);
    this.f32 = new Float32Array(this.wasm.buffer);
  }
}

/** Writes a matrix sparsely: where each row begins, and for every entry that is not 0 its column × `stride` bytes and its value. */
export function writeMatrix({ u32, f32 }: Memory, address: number, matrix: Matrix, stride: number): void {
  let entry = (address >>> 2) + matrix.length + 1;
  matrix.forEach((row, r) => {
    u32[(address >>> 2) + r] = entry * 4;
    for (let c = 0; c < row.length; c++) {
      if (row[c] === 0) continue;
      u32[entry++] = c * stride;
      f32[entry++] = row[c];
    }
  });
  u32[(address >>> 2) + matrix.length] = entry * 4;
}

/** Writes places (row, column) in order as a sparse matrix whose values say where each place's sum lies, the first one at `firstSum`. */
export function writePlaces({ u32 }: Memory, address: number, rows: number, places: Places, firstSum: number): void {
  let entry = (address >>> 2) + rows + 1;
  let n = 0;
  for (let r = 0; r < rows; r++) {
    u32[(address >>> 2) + r] = entry * 4;
    for (; n < places.rows.length && places.rows[n] === r; n++) {
      u32[entry++] = places.columns[n] * LANES;
      u32[entry++] = (firstSum + n) * LANES;
    }
  }
  u32[(address >>> 2) + rows] = entry * 4;
}

/** Places of a matrix, row by row. */
export interface Places {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Lists the places that are wanted. */
export function wantedPlaces(rows: number, columns: number, wanted: (row: number, column: number) => boolean): Places {
  const places = { rows: [] as number[], columns: [] as number[] };
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      if (!wanted(r, c)) continue;
      places.rows.push(r);
      places.columns.push(c);
    }
  }
  return places;
}

/**
 * Writes the input of a chunk as events in order of time: channel × 16 + a bit for each trial that spikes.
 * A channel that spikes twice in a step and trial gets two events.
 * @param offsets address of steps + 1 numbers: where each step's events begin
 * @param events address of the events
 * @returns number of events
 */
export function writeInput({ u16, u32 }: Memory, offsets: number, events: number, inputs: readonly Raster[], steps: number): number {
  const base = events >>> 1;
  /** A channel's first event in the last step in which it spiked. */
  const firstOf = new Int32Array(MOST_CHANNELS).fill(-1);
  /** Behind the last event that a trial took of a channel, if that was not the first one; and which trial and step it was. */
  const nextOf = new Int32Array(MOST_CHANNELS);
  const turnOf = new Int32Array(MOST_CHANNELS).fill(-1);
  let n = 0;
  for (let t = 0; t < steps; t++) {
    const first = n;
    u32[(offsets >>> 2) + t] = first;
    for (let m = 0; m < inputs.length; m++) {
      const input = inputs[m];
      const bit = 1 << m;
      const turn = t * CHUNK + m;
      for (let s = input.offsets[t]; s < input.offsets[t + 1]; s++) {
        const channel = input.channels[s];
        if (firstOf[channel] < first) firstOf[channel] = n;
        let e = firstOf[channel];
        if (e < n && u16[base + e] & bit) {
          if (turnOf[channel] === turn) e = nextOf[channel];
          while (e < n && (u16[base + e] >> 4 !== channel || u16[base + e] & bit)) e++;
          turnOf[channel] = turn;
          nextOf[channel] = e + 1;
        }
        if (e === n) u16[base + n++] = channel << 4;
        u16[base + e] |= bit;
      }
    }
  }
  u32[(offsets >>> 2) + steps] = n;
  return n;
}

/** Reads the spikes of each trial of a chunk. */
export function readSpikes({ u16, u32 }: Memory, offsets: number, events: number, steps: number): Raster[] {
  const spikes: number[][] = Array.from({ length: CHUNK }, () => []);
  for (let t = 0; t < steps; t++) {
    for (let e = u32[(offsets >>> 2) + t]; e < u32[(offsets >>> 2) + t + 1]; e++) {
      const event = u16[(events >>> 1) + e];
      for (let m = 0; m < CHUNK; m++) if (event & (1 << m)) spikes[m].push(t, event >> 4);
    }
  }
  return spikes.map((pairs) => raster(steps, pairs));
}
