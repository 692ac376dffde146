import type { LocalRule } from './rule';

/**
 * RFLO (Murray, eLife 2019): the trace of the leak alone, by default with random feedback. On rate units it is the published rule, on
 * spiking neurons its analogue. Its gradient has the size of that feedback, not of the readout, so its length says nothing beside
 * that of other rules.
 */
export const rflo: LocalRule = { id: 'rflo', label: 'RFLO', credit: 'local', trace: 'leak', feedback: 'random' };
