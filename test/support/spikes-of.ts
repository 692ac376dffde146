import { expect } from 'vitest';
import { spikesAt, stepsOf } from '../../src/core/network/raster';
import type { Trial } from '../../src/core/network/trial';
import type { InputGroup } from '../../src/core/tasks/task';

/** Counts the spikes of a group of inputs from one step to before another. */
export function spikesOf({ input }: Trial, { first, count }: Pick<InputGroup, 'first' | 'count'>, from = 0, to = stepsOf(input)): number {
  let spikes = 0;
  for (const channel of input.channels.subarray(input.offsets[from], input.offsets[to])) {
    if (channel >= first && channel < first + count) spikes++;
  }
  return spikes;
}

/** The inputs that spike at each step. */
export function channelsOf(input: Trial['input']): number[][] {
  return Array.from({ length: stepsOf(input) }, (_, t) => [...spikesAt(input, t)]);
}

/** Expects a rate within four standard deviations. @param counts of trials @param cells neurons × ms of each, of which each fires or not */
export function expectRate(counts: readonly number[], cells: number, rateHz: number): void {
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
  const p = rateHz / 1000;
  expect(Math.abs(mean - p * cells)).toBeLessThan(4 * Math.sqrt((p * (1 - p) * cells) / counts.length));
}
