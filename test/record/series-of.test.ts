import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors';
import { mdgl } from '../../src/core/rules/mdgl';
import { record } from '../../src/record/record';
import { seriesOf, type Place } from '../../src/record/series-of';
import { liveLesson } from '../support/live-lesson';

const recording = record({
  ...liveLesson(mdgl),
  what: ['membrane', 'modulatorySignalByType', 'eligibility'],
  ofTrials: [1, 2],
  neurons: [4, 6],
  synapses: '3>7',
  inputSynapses: '3>7,0>4',
  typeNames: ['A', 'B', 'C'],
});

describe('the series of a recording', () => {
  it('is found by the numbers of trial and neuron', () => {
    const { data } = recording.arrays.membrane;
    expect(seriesOf(recording, 'membrane', { trial: 2, neuron: 6 })).toEqual(
      Float64Array.from({ length: 120 }, (_, t) => data[(120 + t) * 2 + 1])
    );
    expect(seriesOf(recording, 'membrane')).toEqual(seriesOf(recording, 'membrane', { trial: 1, neuron: 4 }));
  });

  it('is found by the name of a sending type', () => {
    const { data } = recording.arrays.modulatorySignalByType;
    expect(seriesOf(recording, 'modulatorySignalByType', { neuron: 6, sender: 'C' })).toEqual(
      Float64Array.from({ length: 120 }, (_, t) => data[(t * 2 + 1) * 3 + 2])
    );
  });

  it('is found by synapse, of a neuron or of an input', () => {
    const { data } = recording.arrays.eligibility;
    const column = (s: number) => Float64Array.from({ length: 120 }, (_, t) => data[t * 3 + s]);
    expect(seriesOf(recording, 'eligibility', { synapse: '3>7' })).toEqual(column(0));
    expect(seriesOf(recording, 'eligibility', { inputSynapse: '3>7' })).toEqual(column(1));
    expect(seriesOf(recording, 'eligibility', { inputSynapse: '0>4' })).toEqual(column(2));
    expect(column(1)).not.toEqual(column(0));
  });

  it.each<[Parameters<typeof seriesOf>[1], Place, string]>([
    ['threshold', {}, 'threshold was not recorded; there are membrane, modulatorySignalByType, eligibility'],
    ['membrane', { neuron: 5 }, 'neuron 5 was not recorded; there are 4, 6'],
    ['membrane', { trial: 0 }, 'trial 0 was not recorded; there are 1, 2'],
    ['eligibility', { synapse: '7>3' }, 'synapse 7>3 was not recorded; there are 3>7, input 3>7, input 0>4'],
    ['modulatorySignalByType', { sender: 'E' }, 'sender E was not recorded; there are A, B, C'],
  ])('of %s at %j is refused', (quantity, place, message) => {
    expect(() => seriesOf(recording, quantity, place)).toThrow(InputError);
    expect(() => seriesOf(recording, quantity, place)).toThrow(message);
  });
});
