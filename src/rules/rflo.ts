import type { Rule } from './rule';

/** RFLO (Murray, eLife 2019): the trace of the leak alone, by default with random feedback. */
export const rflo: Rule = { id: 'rflo', label: 'RFLO', credit: 'local', eligibility: 'leak', feedback: 'random' };
