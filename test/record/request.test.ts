import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors';
import { mdgl } from '../../src/core/rules/mdgl';
import type { Quantity } from '../../src/record/quantities';
import { record } from '../../src/record/record';
import { recordingPlanOf, type RecordingRequest } from '../../src/record/request';
import { liveLesson } from '../support/live-lesson';

const lesson = liveLesson(mdgl);

describe('a request is refused in one line that says what is allowed:', () => {
  const mistakes: [changes: Partial<RecordingRequest>, message: string | RegExp][] = [
    [{ what: ['membranes' as Quantity] }, /^what: unknown quantity "membranes"; known are spikes, inputSpikes, membrane, /],
    [{ what: [] }, /^what: nothing is named; known are spikes, /],
    [{ neurons: [3, 15] }, 'neurons: 15 is none of the neurons, which are numbered 0 to 14'],
    [{ neurons: [-1] }, 'neurons: -1 is none of the neurons, which are numbered 0 to 14'],
    [{ neurons: [1.5] }, 'neurons: 1.5 is none of the neurons, which are numbered 0 to 14'],
    [{ neurons: [3, 4, 3] }, 'neurons: 3 is named twice'],
    [{ neurons: [] }, 'neurons: the list is empty; name at least one'],
    [{ ofTrials: [3] }, 'trials: 3 is none of the trials, which are numbered 0 to 2'],
    [{ what: ['eligibility'] }, 'eligibility is a quantity of synapses; name synapses or inputSynapses, such as random:20'],
    [{ synapses: 'all' }, /^synapses: no quantity of synapses is named; these are presynapticSpikes, .*, weightChange$/],
    [{ inputSynapses: 'all' }, /^inputSynapses: no quantity of synapses is named; these are /],
    [{ what: ['inputSpikes'], neurons: [3] }, /^neurons: no quantity of neurons is named; these are spikes, membrane, .*, credit$/],
    [{ typeNames: ['E', 'I'] }, 'typeNames: there are 3 cell types (given: 2 names)'],
    [{ steps: 119 }, 'trial 0 has 120 steps, 119 were announced'],
    [{ feedback: [] }, 'feedback is 0 × 0, must be 15 × 3'],
  ];
  it.each(mistakes)('%j', (changes, message) => {
    const trying = () => record({ ...lesson, what: ['membrane'], ...changes });
    expect(trying).toThrow(InputError);
    expect(trying).toThrow(message);
    try {
      trying();
    } catch (error) {
      expect((error as Error).message).not.toContain('\n');
      if (typeof message === 'string') expect((error as Error).message).toBe(message);
    }
  });
});

it('a quantity that is named twice is recorded once', () => {
  expect(recordingPlanOf({ ...lesson, what: ['membrane', 'spikes', 'membrane'] }).what).toEqual(['membrane', 'spikes']);
});
