import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepsBatch, layoutOf, MOST_BYTES, type Layout, type Size } from '../../../../src/core/engine/wasm/layout';
import { InputError } from '../../../../src/core/errors';

const paper: Size = { inputs: 40, neurons: 100, outputs: 2, steps: 2000, delaySteps: 1, trials: 64, workers: 2, online: false };

const sizes: fc.Arbitrary<Size> = fc.record({
  inputs: fc.integer({ min: 0, max: 300 }),
  neurons: fc.integer({ min: 1, max: 300 }),
  outputs: fc.integer({ min: 1, max: 20 }),
  steps: fc.integer({ min: 1, max: 500 }),
  delaySteps: fc.integer({ min: 1, max: 30 }),
  trials: fc.integer({ min: 1, max: 40 }),
  workers: fc.integer({ min: 1, max: 7 }),
  online: fc.boolean(),
  budget: fc.integer({ min: 0, max: 2 ** 22 }),
});

/** Where each part begins and how many bytes the kernel and the session use of it. */
function partsOf({ inputs, neurons, outputs, steps, delaySteps, online }: Size, layout: Layout): [address: number, bytes: number][] {
  const full = (rows: number, columns: number) => 4 * (rows + 1) + 8 * rows * columns;
  const row = 16 * neurons;
  const sums = inputs * neurons + neurons * neurons + neurons * outputs + outputs;
  const simulation = 96 * neurons + 2 * 16 * outputs;
  const { arrays } = layout;
  const sweep = 16 * outputs + 2 * row + 2 * row * (delaySteps + 1);
  return [
    [arrays.constants, row],
    [arrays.bias, 4 * outputs],
    [arrays.inputWeights, full(inputs, neurons)],
    [arrays.recurrentWeights, full(neurons, neurons)],
    [arrays.outputWeights, full(neurons, outputs)],
    [arrays.feedback, full(neurons, outputs)],
    [arrays.modulation, full(neurons, neurons)],
    [arrays.inputPlaces, full(inputs, neurons)],
    [arrays.recurrentPlaces, full(neurons, neurons)],
    ...layout.workspaces.flatMap(({ workspace, scratch, sums: at, psiBar }): [number, number][] => [
      [workspace, Math.max(simulation, sweep)],
      [scratch, 16],
      [at, 16 * sums],
      ...(online ? [[psiBar, steps * row] as [number, number]] : []),
    ]),
    ...layout.slots.flatMap((slot): [number, number][] => [
      [slot.events, 2 * steps * neurons],
      [slot.offsets, 4 * (steps + 1)],
      [slot.psi, steps * row],
      [slot.logits, 16 * steps * outputs],
      [slot.error, 16 * steps * outputs],
      [slot.counts, 4 * neurons],
      [slot.gradients, 4 * sums],
    ]),
    [layout.inputEvents, Infinity],
  ];
}

describe('the layout of memory', () => {
  it('gives every part all it needs, aligned, and to no two the same', () => {
    fc.assert(fc.property(sizes, (size) => {
      const parts = partsOf(size, layoutOf(size)).sort(([a], [b]) => a - b);
      expect(parts[0][0]).toBeGreaterThan(0);
      parts.forEach(([address, bytes], n) => {
        expect(address % 16).toBe(0);
        if (n + 1 < parts.length) expect(address + bytes).toBeLessThanOrEqual(parts[n + 1][0]);
      });
    }), { seed: 13, numRuns: 300 });
  });

  it('has a slot a chunk of four trials, or at least one a worker', () => {
    fc.assert(fc.property(sizes, (size) => {
      const layout = layoutOf(size);
      expect(layout.chunks).toBe(Math.ceil(size.trials / 4));
      expect(layout.slots.length).toBeLessThanOrEqual(layout.chunks);
      expect(layout.slots.length).toBeGreaterThanOrEqual(Math.min(size.workers, layout.chunks));
      expect(layout.workspaces.length).toBe(size.workers);
      expect(keepsBatch(layout)).toBe(layout.slots.length === layout.chunks);
    }), { seed: 13, numRuns: 300 });
  });

  it('keeps the whole batch of Figure 3C, in about 65 MB', () => {
    const layout = layoutOf(paper);
    expect(layout.slots).toHaveLength(16);
    expect(keepsBatch(layout)).toBe(true);
    expect(layout.inputEvents).toBeGreaterThan(64 * 2000 * 100 * 4);
    expect(layout.inputEvents).toBeLessThan(65e6);
  });

  it('keeps within 1 GiB, or else does not keep the batch', () => {
    const large = layoutOf({ ...paper, trials: 1024, neurons: 1000, steps: 2000 });
    expect(keepsBatch(large)).toBe(false);
    expect(large.inputEvents).toBeLessThan(1.2 * 2 ** 30);
  });

  it('is proportional to steps × neurons, and takes the most that is promised: 1,000 neurons, 10,000 steps, 1,024 trials', () => {
    const most = { ...paper, neurons: 1000, steps: 10_000, trials: 1024, workers: 4 };
    const { slots: [first, second] } = layoutOf(most);
    const half = layoutOf({ ...most, steps: 5000 }).slots;
    expect((second.events - first.events) / (half[1].events - half[0].events)).toBeCloseTo(2, 0);
    expect(layoutOf(most).inputEvents).toBeLessThan(MOST_BYTES / 2);
  });
});

describe('a layout that cannot be', () => {
  it.each(['inputs', 'neurons'])('because of too many %s is refused', (what) => {
    expect(() => layoutOf({ ...paper, [what]: 4097 })).toThrow(
      new InputError(`4097 ${what} are too many for the wasm engine, which takes up to 4096; use --engine reference`)
    );
    expect(layoutOf({ ...paper, [what]: 4096 }).chunks).toBe(16);
  });

  it('because not even one chunk a worker fits is refused, with what would help', () => {
    const huge = { ...paper, neurons: 1000, steps: 200_000, workers: 4 };
    expect(() => layoutOf(huge)).toThrow(
      /^4 workers on trials of 200000 steps and 1000 neurons need \d{11} bytes, at most 4294967296 can be had; use fewer workers or shorter trials$/
    );
    expect(() => layoutOf(huge)).toThrow(InputError);
    expect(layoutOf({ ...huge, workers: 1 }).slots).toHaveLength(1);
  });
});
