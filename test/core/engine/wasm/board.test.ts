import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { Board, type WaveJob } from '../../../../src/core/engine/wasm/board';
import type { Input, Kernel } from '../../../../src/core/engine/wasm/kernel';
import type { Slot } from '../../../../src/core/engine/wasm/layout';

const slots = [10, 20, 30].map((events) => ({ events }) as Slot);
const job: WaveJob = { phase: 'simulate', settings: {} as WaveJob['settings'], chunks: 3 };

/** A kernel that writes down what it is asked to do. */
function recorder(also: (n: number) => void = () => {}): Kernel & { readonly done: [what: string, input?: Input, events?: number][] } {
  const done: [what: string, input?: Input, events?: number][] = [];
  const note = (what: string) => (input: Input, slot: Slot) => { done.push([what, input, slot.events]); also(done.length); };
  return { done, set: () => done.push(['set']), simulate: note('simulate'), sweep: note('sweep') };
}

function boardOf(chunks: number): Board {
  const board = Board.ofSize(chunks, true);
  for (let chunk = 0; chunk < chunks; chunk++) board.setInput(chunk, { offsets: 16 * chunk, events: 1600 * chunk });
  return board;
}

describe('the board by which workers share out a job', () => {
  it('gives a worker that is alone every chunk, in order, with its own input and slot', () => {
    const board = boardOf(3);
    const kernel = recorder();
    board.open(3);
    board.work(kernel, slots, { ...job, phase: 'sweep' });
    expect(kernel.done).toEqual([
      ['set'],
      ['sweep', { offsets: 0, events: 0 }, 10],
      ['sweep', { offsets: 16, events: 1600 }, 20],
      ['sweep', { offsets: 32, events: 3200 }, 30],
    ]);
  });

  it('gives a chunk to one worker only', () => {
    const board = boardOf(3);
    const other = recorder();
    const twin = new Board(board.buffer);
    // while the first one works on a chunk the other one takes those that are left
    const kernel = recorder(() => twin.work(other, slots, job));
    board.open(3);
    board.work(kernel, slots, job);
    expect(kernel.done.map(([, , events]) => events)).toEqual([undefined, 10]);
    expect(other.done.map(([, , events]) => events)).toEqual([undefined, 20, 30]);
  });

  it('gives a chunk to one worker only, where two threads grab as fast as they can', async () => {
    const board = Board.ofSize(1, true);
    const chunks = 2_000_000;
    const begun = new Int32Array(new SharedArrayBuffer(4));
    const program = `
      const { parentPort, workerData: { file, buffer, chunks, begun } } = require('node:worker_threads');
      const { Board } = require(file);
      const kernel = { done: 0, set() {}, simulate() { if (this.done++ === 0) { Atomics.store(begun, 0, 1); Atomics.notify(begun, 0); } } };
      new Board(buffer).work(kernel, [], { phase: 'simulate', chunks });
      parentPort.postMessage(kernel.done);`;
    const file = join(__dirname, '..', '..', '..', '..', 'dist', 'core', 'engine', 'wasm', 'board.js');
    board.open(chunks);
    const thread = new Worker(program, { eval: true, workerData: { file, buffer: board.buffer, chunks, begun } });
    const counted = once(thread, 'message');
    Atomics.wait(begun, 0, 0, 10_000);
    let done = 0;
    board.work({ set() {}, simulate() { done++; }, sweep() {} }, [], { ...job, chunks });
    const [others] = await counted;
    expect(done + others).toBe(chunks);
    await thread.terminate();
  });

  it('gives no more than the job has: the last wave is shorter', () => {
    const board = boardOf(3);
    const kernel = recorder();
    board.open(2);
    board.work(kernel, slots, { ...job, chunks: 2 });
    expect(kernel.done).toHaveLength(3);
  });

  it('begins again with every job', () => {
    const board = boardOf(3);
    const kernel = recorder();
    for (let n = 0; n < 2; n++) {
      board.open(3);
      board.work(kernel, slots, job);
      board.work(kernel, slots, job);
    }
    expect(kernel.done.filter(([what]) => what === 'simulate')).toHaveLength(6);
  });

  it('knows addresses up to 4 GiB', () => {
    const board = Board.ofSize(1, true);
    const input = { offsets: 2 ** 31, events: 2 ** 32 - 16 };
    board.setInput(0, input);
    board.open(0);
    board.publish(1);
    const kernel = recorder();
    board.work(kernel, slots, { ...job, chunks: 1 });
    expect(kernel.done[1]).toEqual(['simulate', input, 10]);
  });
});
