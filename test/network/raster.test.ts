import { describe, expect, it } from 'vitest';
import { raster, spikesAt, stepsOf } from '../../src/network/raster';

describe('a raster', () => {
  it('orders spikes by time and keeps their order within a step', () => {
    const spikes = raster(3, [2, 7, 0, 5, 2, 1]);
    expect(spikes.channels).toEqual(Uint16Array.of(5, 7, 1));
    expect(spikes.offsets).toEqual(Uint32Array.of(0, 1, 1, 3));
  });

  it('gives the spikes of one step', () => {
    const spikes = raster(3, [2, 7, 0, 5, 2, 1]);
    expect([0, 1, 2].map((t) => Array.from(spikesAt(spikes, t)))).toEqual([[5], [], [7, 1]]);
  });

  it('lists a channel as often as it spikes in a step', () => {
    expect(spikesAt(raster(1, [0, 4, 0, 4]), 0)).toEqual(Uint16Array.of(4, 4));
  });

  it('knows its number of steps, without any spike too', () => {
    expect(stepsOf(raster(6, []))).toBe(6);
  });
});
