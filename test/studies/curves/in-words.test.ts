import { expect, it } from 'vitest';
import { runsShown } from '../../../src/studies/curves/in-words';
import { noteOfCurves } from '../../../src/studies/figure3c/spec';

const point = (rule: string, runs: number | null, published: number | null = null) => ({
  rule, runs, published, iteration: 0, mean: 0.5, sd: null,
});

it('says how many runs a curve is made of', () => {
  expect(runsShown([point('bptt', 4), point('bptt', 5), point('mdgl', 5), point('mdgl', null)])).toBe('mean ± sd over 5 runs');
  expect(runsShown([point('bptt', 4), point('mdgl', 5)])).toBe('mean ± sd over 4–5 runs');
  expect(runsShown([point('bptt', 1)])).toBe('one run');
});

it('explains the dashed lines where there are some, in rows where there is little room', () => {
  expect(noteOfCurves([point('bptt', 1)], false)).toEqual(['one run']);
  expect(noteOfCurves([point('bptt', 1, 0.4)], false)).toEqual(['one run; dashed: published (Liu et al. 2021)']);
  expect(noteOfCurves([point('bptt', 1, 0.4)], true)).toEqual(['one run', 'dashed: published (Liu et al. 2021)']);
});
