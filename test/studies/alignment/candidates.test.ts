import { expect, it } from 'vitest';
import { candidates } from '../../../src/studies/alignment/candidates';

it('candidates are the rules of Liu et al. but BPTT, with their own feedback, and RFLO a second time with symmetric feedback', () => {
  expect(candidates().map(({ name, feedback }) => `${name} ${feedback}`)).toEqual([
    'e-prop symmetric', 'mdgl symmetric', 'mdgl-bca symmetric', 'nl-mdgl symmetric', 'on-mdgl symmetric', 'rflo random',
    'rflo-symmetric symmetric',
  ]);
  expect(candidates().at(-1)!.rule).toBe('rflo');
});
