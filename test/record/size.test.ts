import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors';
import { mdgl } from '../../src/core/rules/mdgl';
import { quantityNames, type Quantity } from '../../src/record/quantities';
import { record } from '../../src/record/record';
import { recordingPlanOf, type RecordingRequest } from '../../src/record/request';
import { bytesOf, bytesInWords, recordingBytes } from '../../src/record/size';
import { liveLesson } from '../support/live-lesson';

const lesson = liveLesson(mdgl);

describe('the bytes of a recording', () => {
  it.each(quantityNames)('are known before it is made: %s', (quantity) => {
    const ofSynapses = ['presynapticSpikes', 'epsilonV', 'epsilonA', 'eligibility', 'weightChange'].includes(quantity);
    const request = {
      ...lesson,
      what: [quantity],
      ofTrials: [0, 2],
      ...(ofSynapses ? { synapses: 'random:7', inputSynapses: 'all' } : quantity === 'inputSpikes' ? {} : { neurons: [1, 2, 3] }),
    };
    const bytes = recordingBytes(request);
    expect(bytes).toBeGreaterThan(0);
    expect(Object.values(record(request).arrays).reduce((sum, { data }) => sum + data.byteLength, 0)).toBe(bytes);
  });

  it('are worked out by hand', () => {
    // 2 trials × 120 steps × (1 byte + 8 bytes) × 4 neurons + 8 bytes × 5 synapses
    expect(
      recordingBytes({
        ...lesson,
        what: ['spikes', 'membrane', 'eligibility'],
        ofTrials: [0, 1],
        neurons: [0, 1, 2, 3],
        synapses: 'random:5',
      })
    ).toBe(2 * 120 * (9 * 4 + 8 * 5));
  });

  it('are said in words', () => {
    expect([512, 1600000, 2 ** 30].map(bytesInWords)).toEqual(['512 bytes', '1.60 MB (1600000 bytes)', '1.07 GB (1073741824 bytes)']);
  });
});

describe('a recording that does not fit', () => {
  const request = { ...lesson, what: ['membrane', 'eligibility'] as Quantity[], ofTrials: 'all' as const, synapses: 'all' };
  const refusal = (changes: Partial<RecordingRequest>) => {
    try {
      record({ ...request, ...changes });
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return (error as Error).message;
    }
    return 'was not refused';
  };

  it('is refused by one byte, and made where it fits', () => {
    const bytes = recordingBytes(request);
    expect(refusal({ maxBytes: bytes })).toBe('was not refused');
    expect(refusal({ maxBytes: bytes - 1 })).toContain(
      `this recording takes ${bytesInWords(bytes)}, more than the ${bytesInWords(bytes - 1)} allowed; what fits: `
    );
  });

  it('comes with the largest smaller requests that fit', () => {
    const maxBytes = 200_000;
    const [, synapses, trials] = /what fits: (\d+) of the \d+ synapses, or (\d+) of the 3 trials/.exec(refusal({ maxBytes }))!.map(Number);
    expect(recordingBytes({ ...request, synapses: `random:${synapses}` })).toBeLessThanOrEqual(maxBytes);
    expect(recordingBytes({ ...request, synapses: `random:${synapses + 1}` })).toBeGreaterThan(maxBytes);
    const ofTrials = (n: number) => recordingBytes({ ...request, ofTrials: [0, 1, 2].slice(0, n) });
    expect(ofTrials(trials)).toBeLessThanOrEqual(maxBytes);
    expect(ofTrials(trials + 1)).toBeGreaterThan(maxBytes);
  });

  it('comes with fewer neurons where it is of neurons alone', () => {
    expect(refusal({ what: ['membrane'], synapses: undefined, ofTrials: [0], maxBytes: 120 * 8 * 4 + 100 })).toMatch(
      /; what fits: 4 of the 15 neurons$/
    );
  });

  it('comes with several that must be smaller at once', () => {
    expect(refusal({ maxBytes: 120 * 8 * 17 })).toMatch(/; what fits: 1 trial with 2 of the \d+ synapses$/);
    expect(refusal({ maxBytes: 120 * 8 * 3 })).toMatch(/; what fits: 1 trial and 1 neuron with 2 of the \d+ synapses$/);
    expect(refusal({ maxBytes: 100 })).toBe(
      `this recording takes ${bytesInWords(recordingBytes(request))}, more than the 100 bytes allowed; the least, 1 trial, neuron and `
        + 'synapse, takes 1.92 kB (1920 bytes)'
    );
  });

  it('is refused above 1 GiB unless more is allowed, before anything is run', () => {
    const many = {
      ...lesson,
      count: 20_000,
      trials: [],
      what: ['membrane', 'threshold', 'credit', 'spikes'] as Quantity[],
      ofTrials: Array.from({ length: 20_000 }, (_, n) => n),
    };
    expect(bytesOf(recordingPlanOf({ ...many, ofTrials: [0] })) * 20_000).toBe(900_000_000);
    expect(() => record({ ...many, what: [...many.what, 'pseudoDerivative'] })).toThrow(
      /^this recording takes 1\.19 GB .* what fits: \d+ of the 20000 trials, or \d+ of the 15 neurons$/
    );
    expect(() => record(many)).toThrow('the batch ends after 0 trials');
  });
});
