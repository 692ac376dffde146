import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spread } from '../../src/plot/spread';

it('moves apart what touches, around its own middle, and leaves the rest', () => {
  expect(spread([10, 12, 50], 10, 0, 100)).toEqual([6, 16, 50]);
  expect(spread([50, 12, 10], 10, 0, 100)).toEqual([50, 16, 6]);
});

it('merges groups that push into each other', () => {
  // 20 and 22 become 16 and 26, which touches 30: the three spread around 24.
  expect(spread([20, 22, 30], 10, 0, 100)).toEqual([14, 24, 34]);
});

it('stays within the ends', () => {
  expect(spread([1, 2], 10, 0, 100)).toEqual([0, 10]);
  expect(spread([99, 98], 10, 0, 100)).toEqual([100, 90]);
});

it('keeps order, gap and ends for any positions that fit', () => {
  const positions = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 10 });
  fc.assert(
    fc.property(positions, (before) => {
      const after = spread(before, 10, 0, 100);
      const order = before.map((_, i) => i).sort((a, b) => before[a]! - before[b]!);
      order.slice(1).forEach((i, k) => expect(after[i]! - after[order[k]!]!).toBeGreaterThanOrEqual(10 - 1e-9));
      for (const position of after) expect(position).toBeGreaterThanOrEqual(0);
      for (const position of after) expect(position).toBeLessThanOrEqual(100 + 1e-9);
    }),
    { seed: 1 },
  );
});
