import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { Engine, Lesson } from '../../src/core/engine/engine';
import { CHUNK } from '../../src/core/engine/kernel/sizes';
import { Board } from '../../src/core/engine/wasm/board';
import { keepsBatch, layoutOf } from '../../src/core/engine/wasm/layout';
import { mapMatrix } from '../../src/core/network/matrix';
import { raster } from '../../src/core/network/raster';
import type { Trial } from '../../src/core/network/trial';
import { ruleOf, rules } from '../../src/core/rules';
import { bitsOf } from '../support/agreement';
import { wasmEngine } from '../support/engines';
import { lessonOf, LIVELY } from '../support/random-lesson';

const engines: Engine[] = [];
const engineOf = (options: { workers: number; budget?: number }) => {
  engines.push(wasmEngine(options));
  return engines.at(-1)!;
};
afterAll(() => Promise.all(engines.map((engine) => engine.close())));
afterEach(() => { vi.restoreAllMocks(); });

/** Seven chunks, of which the last has two trials. */
const COUNT = 26;
const wide = lessonOf({ count: COUNT, neurons: 25, moreSteps: 20, loss: 'class' });
const one = engineOf({ workers: 1 });

/** The bits of a live lesson's result with one worker, everything in memory. */
async function bitsOfOne(lesson: Lesson) {
  const result = await one.learn(lesson);
  expect(result.spikeCounts.reduce((a, b) => a + b, 0)).toBeGreaterThan(lesson.count);
  expect(result.gradients.recurrent.some((row) => row.some((value) => value !== 0))).toBe(true);
  return bitsOf(result);
}

describe.each([2, 3, 7])('results of %i workers have the bits of one worker\'s', (workers) => {
  const engine = engineOf({ workers });

  it.each(rules)('for $id', async (rule) => {
    for (const rates of [wide.rates, undefined]) {
      const lesson = { ...wide, rule, rates };
      expect(bitsOf(await engine.learn(lesson))).toEqual(await bitsOfOne(lesson));
    }
  });

  it('without the spikes too', async () => {
    const lesson = { ...wide, keepSpikes: false };
    const { spikes: kept, ...rest } = await bitsOfOne(wide);
    const bits = bitsOf(await engine.learn(lesson));
    expect(kept).toBeDefined();
    expect(bits).toEqual({ ...rest, spikes: undefined });
  });

  it('in evaluation', async () => {
    expect(bitsOf(await engine.evaluate(wide))).toEqual(bitsOf(await one.evaluate(wide)));
  });

  it('where trials come slowly, so that helpers wait for them', async () => {
    expect(bitsOf(await engine.learn({ ...wide, trials: slowly(wide.trials) }))).toEqual(await bitsOfOne(wide));
  });

  it('where this thread leaves all chunks to the helpers', async () => {
    const expected = await bitsOfOne(wide);
    const work = vi.spyOn(Board.prototype, 'work').mockImplementation(() => {});
    expect(bitsOf(await engine.learn(wide))).toEqual(expected);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('where input makes the memory grow while helpers run', async () => {
    const lesson = { ...wide, trials: dense(), weights: { ...wide.weights, input: mapMatrix(wide.weights.input, (w) => w / 400) } };
    const expected = await bitsOfOne(lesson);
    const fresh = engineOf({ workers });
    await fresh.learn({ ...wide, trials: wide.trials.map((trial) => ({ ...trial, input: raster(wide.steps, []) })) });
    const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
    expect(bitsOf(await fresh.learn({ ...lesson, trials: slowly(lesson.trials) }))).toEqual(expected);
    expect(grow.mock.calls.length).toBeGreaterThanOrEqual(Math.floor(COUNT / CHUNK));
  });
});

describe('a batch has the same bits', () => {
  it('when it comes again, also after batches of other sizes', async () => {
    const engine = engineOf({ workers: 2 });
    const expected = await bitsOfOne(wide);
    for (const count of [COUNT, COUNT, 1, 4, COUNT, 5, 6, 7, 8, COUNT]) {
      const bits = bitsOf(await engine.learn({ ...wide, count, trials: wide.trials.slice(0, count) }));
      if (count === COUNT) expect(bits).toEqual(expected);
      else expect(bits).not.toEqual(expected);
    }
  });

  it('when several are asked for at once', async () => {
    const engine = engineOf({ workers: 2 });
    const lessons = [wide, { ...wide, rule: ruleOf('bptt') }, { ...wide, count: 3, trials: wide.trials.slice(0, 3) }, wide];
    const [results, evaluation] = await Promise.all([Promise.all(lessons.map((lesson) => engine.learn(lesson))), engine.evaluate(wide)]);
    for (const [n, lesson] of lessons.entries()) expect(bitsOf(results[n])).toEqual(await bitsOfOne(lesson));
    expect(bitsOf(evaluation)).toEqual(bitsOf(await one.evaluate(wide)));
  });

  it.each(rules)('when its memory held the run of another rule before ($id)', async (rule) => {
    const engine = engineOf({ workers: 1 });
    for (const before of rules) await engine.learn({ ...wide, rule: before, rates: { coefficient: 5, target: 0.1 } });
    const lesson = { ...wide, rule, rates: undefined };
    expect(bitsOf(await engine.learn(lesson))).toEqual(bitsOf(await engineOf({ workers: 1 }).learn(lesson)));
  });
});

describe('a batch whose ψ does not fit is done in waves', () => {
  const { network: { inputs, neurons, outputs, delaySteps }, steps } = wide;
  const size = { inputs, neurons, outputs, delaySteps, steps, trials: COUNT, workers: 1, online: false };
  const [first, second] = layoutOf(size).slots;
  const slotBytes = second.events - first.events;

  it('as many chunks at a time as fit, at least one a worker', () => {
    const waves = (budget: number, workers: number) => {
      const layout = layoutOf({ ...size, budget, workers });
      expect(keepsBatch(layout)).toBe(layout.slots.length === 7);
      return layout.slots.length;
    };
    expect([0, 1, 3.5, 7, 100].map((slots) => waves(slots * slotBytes, 1))).toEqual([1, 1, 3, 7, 7]);
    expect([0, 3.5].map((slots) => waves(slots * slotBytes, 2))).toEqual([2, 3]);
  });

  const budgets = [
    { slots: 0, workers: 1 },
    { slots: 3, workers: 1 },
    { slots: 0, workers: 2 },
    { slots: 3, workers: 2 },
    { slots: 6, workers: 3 },
  ];
  describe.each(budgets)('$slots chunks at a time, $workers workers: the bits are those of all at once', ({ slots, workers }) => {
    const engine = engineOf({ workers, budget: slots * slotBytes });

    it.each(rules)('for $id', async (rule) => {
      const lesson = { ...wide, rule };
      expect(bitsOf(await engine.learn(lesson))).toEqual(await bitsOfOne(lesson));
      const withoutRates = { ...lesson, rates: undefined };
      expect(await bitsOfOne(withoutRates)).not.toEqual(await bitsOfOne(lesson));
      expect(bitsOf(await engine.learn(withoutRates))).toEqual(await bitsOfOne(withoutRates));
    });

    it('in evaluation', async () => {
      expect(bitsOf(await engine.evaluate(wide))).toEqual(bitsOf(await one.evaluate(wide)));
    });

    it('and every trial is drawn once', async () => {
      let drawn = 0;
      const trials = { *[Symbol.iterator]() { for (const trial of wide.trials) { drawn++; yield trial; } } };
      await engine.learn({ ...wide, trials });
      expect(drawn).toBe(COUNT);
    });
  });

  it('with the firing-rate regularisation the forward pass then runs twice', async () => {
    const engine = engineOf({ workers: 1, budget: 3 * slotBytes });
    const work = vi.spyOn(Board.prototype, 'work');
    const phases = async (lesson: Lesson) => {
      work.mockClear();
      await engine.learn(lesson);
      return work.mock.calls.map(([, , job]) => `${job.phase} ${job.chunks}`);
    };
    expect(await phases({ ...wide, rates: undefined })).toEqual([
      'simulate 3', 'sweep 3', 'simulate 3', 'sweep 3', 'simulate 1', 'sweep 1',
    ]);
    expect(await phases(wide)).toEqual([
      'simulate 3', 'simulate 3', 'simulate 1', 'simulate 3', 'sweep 3', 'simulate 3', 'sweep 3', 'simulate 1', 'sweep 1',
    ]);
  });
});

/** Trials that each take a millisecond to draw. */
function* slowly(trials: readonly Trial[]): Generator<Trial> {
  for (const trial of trials) {
    const end = performance.now() + 1;
    while (performance.now() < end);
    yield trial;
  }
}

/** Trials in which every input spikes more than once in every step: their events fill more than a page of memory a chunk. */
function dense(): Trial[] {
  return wide.trials.map(({ target }, m) => {
    const spikes: number[] = [];
    for (let t = 0; t < wide.steps; t++) {
      for (let i = 0; i < LIVELY.inputs; i++) {
        for (let n = 0; n < 60 + ((m + t + i) % 40); n++) {
          spikes.push(t, i);
        }
      }
    }
    return { target, input: raster(wide.steps, spikes) };
  });
}
