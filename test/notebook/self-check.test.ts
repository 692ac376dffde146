import { expect, it } from 'vitest';
import { selfCheck } from '../../src/notebook/self-check';
import { fakeKernel } from './kernel';

const { lines } = fakeKernel();

it.each([
  ['a number that agrees to 1 in 1000', () => ({ a: [100.05, 100] }), ['✓ right']],
  ['a number that does not', () => ({ a: [100.2, 100], b: [1, 1] }), ['✗ a is 100.2, should be 100']],
  ['a stub that is not filled in', () => ({ a: [NaN, 2] }), ['✗ a is NaN, should be 2']],
  ['a stub that returns nothing', () => ({ a: [undefined, 2] }), ['✗ a is nothing (does it return?), should be 2']],
  ['a number in place of 0', () => ({ a: [0.01, 0] }), ['✗ a is 0.01, should be 0']],
  ['lists that are equal, and not', () => ({ a: [[1, 2], [1, 2]], b: [[1], [1, 2]] }), ['✗ b is [1], should be [1,2]']],
  ['code that stops', () => { throw new TypeError('w is not defined'); }, ['✗ your code stopped: w is not defined']],
] as const)('says of %s what it is', async (_, answers, said) => {
  await selfCheck(answers as () => Record<string, readonly [unknown, unknown]>);
  expect(lines.join('\n').split('\n')).toEqual(said);
});

it('waits for an answer that takes time', async () => {
  await selfCheck(async () => ({ a: [await Promise.resolve(1), 1] }));
  expect(lines).toEqual(['✓ right']);
});
