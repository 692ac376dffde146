import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_BYTES } from '../../../../src/core/engine/wasm/layout';
import { Memory, wantedPlaces, readSpikes, writeInput, writeMatrix, writePlaces } from '../../../../src/core/engine/wasm/memory';
import { InputError } from '../../../../src/core/errors';
import { raster, spikesAt, type Raster } from '../../../../src/core/network/raster';
import { matrix } from '../../../support/network';

const OFFSETS = 1024;
const EVENTS = 4096;

function memoryOf(bytes = 2 ** 20): Memory {
  const memory = new Memory(true);
  memory.reserve(bytes);
  return memory;
}

/** Channels of each step, in order. */
function stepsOfRaster(spikes: Raster): number[][] {
  return Array.from({ length: spikes.offsets.length - 1 }, (_, t) => [...spikesAt(spikes, t)].sort((a, b) => a - b));
}

describe('input events', () => {
  const spike = fc.tuple(fc.integer({ min: 0, max: 29 }), fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 4095 })));
  const trials = fc.array(fc.array(spike, { maxLength: 60 }), { minLength: 1, maxLength: 4 });

  it('give back every trial\'s spikes, also where a channel spikes more than once', () => {
    const memory = memoryOf();
    fc.assert(fc.property(trials, (lists) => {
      const inputs = lists.map((pairs) => raster(30, pairs.flat()));
      const events = writeInput(memory, OFFSETS, EVENTS, inputs, 30);
      const read = readSpikes(memory, OFFSETS, EVENTS, 30);
      expect(read.map(stepsOfRaster)).toEqual([...inputs, ...Array(4 - inputs.length).fill(raster(30, []))].map(stepsOfRaster));
      expect(events).toBeLessThanOrEqual(lists.flat().length);
      expect(events).toBe(memory.u32[OFFSETS / 4 + 30]);
    }), { seed: 13, numRuns: 500 });
  });

  it('are as few as can be: as many of a channel and step as the trial with most of them has', () => {
    const memory = memoryOf();
    fc.assert(fc.property(trials, (lists) => {
      const inputs = lists.map((pairs) => raster(30, pairs.flat()));
      let fewest = 0;
      for (let t = 0; t < 30; t++) {
        const counts = inputs
          .map((input) => spikesAt(input, t))
          .map((channels) => (channel: number) => channels.filter((c) => c === channel).length);
        const channels = new Set(inputs.flatMap((input) => [...spikesAt(input, t)]));
        for (const channel of channels) fewest += Math.max(...counts.map((count) => count(channel)));
      }
      expect(writeInput(memory, OFFSETS, EVENTS, inputs, 30)).toBe(fewest);
    }), { seed: 13, numRuns: 300 });
  });

  it('by hand: channel × 16 and a bit a trial, step by step', () => {
    const memory = memoryOf();
    // (step, channel): channel 7 in both trials at step 0, twice in the second; channel 4095 at step 2
    expect(writeInput(memory, OFFSETS, EVENTS, [raster(3, [0, 7, 0, 2]), raster(3, [0, 7, 0, 7, 2, 4095])], 3)).toBe(4);
    expect([...memory.u32.subarray(OFFSETS / 4, OFFSETS / 4 + 4)]).toEqual([0, 3, 3, 4]);
    expect([...memory.u16.subarray(EVENTS / 2, EVENTS / 2 + 4)]).toEqual([7 * 16 + 1 + 2, 2 * 16 + 1, 7 * 16 + 2, 4095 * 16 + 2]);
  });

  it('take time in proportion to the spikes: 4,000 inputs in every step of 50', () => {
    const memory = memoryOf(2 ** 22);
    const all = raster(50, Array.from({ length: 2 * 50 * 4000 }, (_, n) => n % 2 ? (n >> 1) % 4000 : Math.floor((n >> 1) / 4000)));
    const begun = performance.now();
    expect(writeInput(memory, OFFSETS, EVENTS, [all, all, all, all], 50)).toBe(200_000);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

it('input events take time in proportion to the spikes: 60,000 of one input in one step', () => {
  const memory = memoryOf();
  const many = raster(1, new Uint16Array(120_000).fill(5).map((channel, n) => n % 2 ? channel : 0));
  const begun = performance.now();
  expect(writeInput(memory, OFFSETS, EVENTS, [many, many, many, many], 1)).toBe(60_000);
  expect(performance.now() - begun).toBeLessThan(1000);
});

describe('a sparse matrix, by hand', () => {
  it('is where each row begins, then column × bytes and value of each entry that is not 0', () => {
    const memory = memoryOf();
    writeMatrix(memory, 256, matrix([0, 1.5, 0], [0, 0, 0], [-2, 0, 0.25]), 16);
    // four addresses, then three entries of 8 bytes
    expect([...memory.u32.subarray(64, 68)]).toEqual([272, 280, 280, 296]);
    expect([68, 70, 72].map((n) => [memory.u32[n], memory.f32[n + 1]])).toEqual([[16, 1.5], [0, -2], [32, 0.25]]);
  });

  it('has columns as far apart as it is told', () => {
    const memory = memoryOf();
    writeMatrix(memory, 256, matrix([0, 1, 3]), 96);
    expect([...memory.u32.subarray(64, 66)]).toEqual([264, 280]);
    expect([memory.u32[66], memory.u32[68]]).toEqual([96, 192]);
  });

  it('has an entry for a newborn synapse, of weight 1e-12', () => {
    const memory = memoryOf();
    writeMatrix(memory, 256, matrix([0, 1e-12]), 16);
    expect([...memory.u32.subarray(64, 67)]).toEqual([264, 272, 16]);
    expect(memory.f32[67]).toBe(Math.fround(1e-12));
  });

  it('may have no row', () => {
    const memory = memoryOf();
    writeMatrix(memory, 256, [], 16);
    expect(memory.u32[64]).toBe(260);
  });
});

describe('places, by hand', () => {
  it('are those that are wanted, row by row', () => {
    expect(wantedPlaces(2, 3, (row, column) => row !== column)).toEqual({ rows: [0, 0, 1, 1], columns: [1, 2, 0, 2] });
  });

  it('are written with column × 16 and where their sum lies', () => {
    const memory = memoryOf();
    writePlaces(memory, 512, 3, { rows: [0, 0, 2], columns: [1, 4, 3] }, 10);
    expect([...memory.u32.subarray(128, 132)]).toEqual([528, 544, 544, 552]);
    expect([...memory.u32.subarray(132, 138)]).toEqual([16, 160, 64, 176, 48, 192]);
  });

  it('may be none', () => {
    const memory = memoryOf();
    writePlaces(memory, 512, 2, { rows: [], columns: [] }, 0);
    expect([...memory.u32.subarray(128, 131)]).toEqual([524, 524, 524]);
  });
});

describe('memory', () => {
  it('grows by whole pages and keeps what it holds', () => {
    const memory = memoryOf(65536);
    memory.f32[16383] = 2.5;
    memory.reserve(65537);
    expect(memory.wasm.buffer.byteLength).toBe(2 * 65536);
    expect([memory.u16.length, memory.u32.length, memory.f32.length]).toEqual([65536, 32768, 32768]);
    expect(memory.f32[16383]).toBe(2.5);
    memory.reserve(100);
    expect(memory.wasm.buffer.byteLength).toBe(2 * 65536);
  });

  it('grows to no more than can be addressed', () => {
    expect(() => memoryOf(MOST_BYTES + 1)).toThrow(
      new InputError('the batch and its input need 4294967297 bytes, at most 4294967296 can be had; use fewer trials')
    );
  });
});
