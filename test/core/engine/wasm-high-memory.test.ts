import { afterAll, expect, it, vi } from 'vitest';
import { Memory } from '../../../src/core/engine/wasm/memory';
import { rules } from '../../../src/core/rules';
import { bitsOf } from '../../support/agreement';
import { wasmEngine } from '../../support/engines';
import { lessonOf } from '../../support/random-lesson';

/** Beyond 2³¹ an address is negative as a signed number; nothing but what is used takes memory. */
const HIGH = 3 * 2 ** 30;
let shift = 0;

vi.mock('../../../src/core/engine/wasm/layout', async (load) => {
  const actual = await load<typeof import('../../../src/core/engine/wasm/layout')>();
  const shifted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shifted)
      : typeof value === 'object'
        ? Object.fromEntries(Object.entries(value!).map(([name, part]) => [name, name === 'chunks' ? part : shifted(part)]))
        : (value as number) + shift;
  return { ...actual, layoutOf: (size: Parameters<typeof actual.layoutOf>[0]) => shifted(actual.layoutOf(size)) };
});

const engines = [1, 2].map((workers) => wasmEngine({ workers }));
const low = wasmEngine({ workers: 1 });
afterAll(() => Promise.all([...engines, low].map((engine) => engine.close())));

it.each(rules)('the bits do not depend on where in memory they are made ($id)', async (rule) => {
  const lesson = lessonOf({ rule: rule.id, count: 9 });
  shift = 0;
  const expected = await low.learn(lesson);
  expect(expected.spikeCounts.reduce((a, b) => a + b, 0)).toBeGreaterThan(100);
  shift = HIGH;
  const reserve = vi.spyOn(Memory.prototype, 'reserve');
  for (const engine of engines) expect(bitsOf(await engine.learn(lesson))).toEqual(bitsOf(expected));
  expect(Math.max(...reserve.mock.calls.map(([bytes]) => bytes))).toBeGreaterThan(HIGH);
});
