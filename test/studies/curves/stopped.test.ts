import { expect, it } from 'vitest';
import { stopsInWords } from '../../../src/studies/curves/stopped';

const run = (...accuracies: number[]) =>
  accuracies.map((accuracy, iteration) => ({ rule: 'bptt', seed: 1, iteration, loss: 0.5, accuracy, rateHz: 10 }));
const last = { errorBelow: 0.2, validations: 2, which: 'last' } as const;

it('counts a run that meets its criterion in the last validations, before the last iteration or at it', () => {
  expect(stopsInWords(run(0.5, 0.9, 0.9), last, 5)).toContain('1 of 1 runs, at iteration 2');
  expect(stopsInWords(run(0.5, 0.9, 0.9), last, 2)).toContain('1 of 1 runs, at iteration 2');
  expect(stopsInWords(run(0.5, 0.6, 0.9), last, 2)).toContain('0 of 1 runs');
  expect(stopsInWords(run(0.9), last, 0)).toContain('0 of 1 runs');
});
