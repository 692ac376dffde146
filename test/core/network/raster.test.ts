import { describe, expect, it } from 'vitest';
import { crowd, raster, spikesAt, stepsOf } from '../../../src/core/network/raster';

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

  it('tells the first channel that spikes too often in one step', () => {
    const spikes = raster(3, [0, 4, 0, 5, 1, 4, 1, 5, 1, 6, 1, 5, 2, 4, 2, 4, 2, 4]);
    expect(crowd(spikes, 1)).toEqual({ step: 1, channel: 5, count: 2 });
    expect(crowd(spikes, 2)).toEqual({ step: 2, channel: 4, count: 3 });
    expect(crowd(spikes, 3)).toBeUndefined();
  });

  it('knows its number of steps, without any spike too', () => {
    expect(stepsOf(raster(6, []))).toBe(6);
  });
});
