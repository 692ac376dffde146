import { afterEach, describe, expect, it, vi } from 'vitest';
import { layoutOf } from '../../../src/core/engine/wasm/layout';
import { Memory } from '../../../src/core/engine/wasm/memory';
import { HelperThread } from '../../../src/node/threads/helper';
import { wasmEngine } from '../../support/engines';
import { lessonOf } from '../../support/random-lesson';

afterEach(() => { vi.restoreAllMocks(); });

const lesson = lessonOf({ count: 30, neurons: 10 });
const part = (count: number) => ({ ...lesson, count, trials: lesson.trials.slice(0, count) });

describe('an engine that is given batches of many sizes', () => {
  it('has one memory for all, as large as the largest needs', async () => {
    const engine = wasmEngine({ workers: 1 });
    const reserve = vi.spyOn(Memory.prototype, 'reserve');
    for (let round = 0; round < 2; round++) for (let count = 1; count <= 30; count++) await engine.learn(part(count));
    const [memory, ...others] = new Set(reserve.mock.contexts as Memory[]);
    expect(others).toEqual([]);
    const { inputs, neurons, outputs, delaySteps } = lesson.network;
    const { inputEvents } = layoutOf({ inputs, neurons, outputs, delaySteps, steps: lesson.steps, trials: 30, workers: 1, online: false });
    const spikes = lesson.trials.reduce((sum, { input }) => sum + input.channels.length, 0);
    expect(memory.wasm.buffer.byteLength).toBeGreaterThan(inputEvents);
    expect(memory.wasm.buffer.byteLength).toBeLessThan(inputEvents + 2 * spikes + 4 * (lesson.steps + 5) * 8 + 65536);
    await engine.close();
  });

  it('keeps the threads of the last three', async () => {
    const engine = wasmEngine({ workers: 2 });
    const help = vi.spyOn(HelperThread.prototype, 'help');
    const close = vi.spyOn(HelperThread.prototype, 'close');
    const helpers = () => new Set(help.mock.contexts).size;
    for (const count of [5, 6, 7, 5, 6, 7, 5, 6, 7]) await engine.learn(part(count));
    expect([helpers(), close.mock.calls.length]).toEqual([3, 0]);
    await engine.learn(part(8)); // instead of 5, the one used longest ago
    expect([helpers(), close.mock.calls.length]).toEqual([4, 1]);
    for (const count of [6, 7, 8]) await engine.learn(part(count));
    expect([helpers(), close.mock.calls.length]).toEqual([4, 1]);
    for (let count = 9; count <= 15; count++) await engine.learn(part(count));
    expect([helpers(), close.mock.calls.length]).toEqual([11, 8]);
    await engine.close();
    expect(close.mock.calls.length).toBe(11);
  });
});
