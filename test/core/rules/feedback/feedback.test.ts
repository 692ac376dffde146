import { expect, it } from 'vitest';
import { initialWeights } from '../../../../src/core/network/initial-weights';
import { networkOf } from '../../../../src/core/network/network';
import { ruleOf } from '../../../../src/core/rules';
import { feedbackOf } from '../../../../src/core/rules/feedback';
import { random, randomFeedback } from '../../../../src/core/rules/feedback/random';
import { symmetric } from '../../../../src/core/rules/feedback/symmetric';
import type { LocalRule } from '../../../../src/core/rules/rule';
import { settings } from '../../../../src/core/settings';

const tiny = settings('tiny');
const network = networkOf(tiny);
const { weights } = initialWeights(tiny, 1, network);

it('symmetric feedback is the readout’s own weights', () => {
  expect(symmetric.start({ network, weights, seed: 1 })).toEqual({ F: weights.output });
});

it('random feedback has the variance 1 / neurons, and the seed alone fixes it', () => {
  const size = { neurons: 100, outputs: 100 };
  const F = randomFeedback(size, 1);
  const squares = F.flatMap((row) => [...row]).map((f) => f * f);
  // 10,000 draws: the sd of their mean square is 1.4 % of it
  expect(squares.reduce((sum, square) => sum + square, 0) / squares.length * size.neurons).toBeCloseTo(1, 1);
  expect(randomFeedback(size, 1)).toEqual(F);
  expect(randomFeedback(size, 2)).not.toEqual(F);
  expect(random.start({ network, weights, seed: 3 })).toEqual({ F: randomFeedback(network, 3) });
});

it('a rule learns with its own feedback unless another is wanted; the exact gradient with the symmetric one alone', () => {
  expect(feedbackOf(ruleOf('rflo'))).toBe(random);
  expect(feedbackOf(ruleOf('mdgl'))).toBe(symmetric);
  expect(feedbackOf(ruleOf('mdgl'), 'random')).toBe(random);
  expect(feedbackOf(ruleOf('bptt'))).toBe(symmetric);
  expect(feedbackOf(ruleOf('bptt'), 'symmetric')).toBe(symmetric);
  expect(() => feedbackOf(ruleOf('bptt'), 'random')).toThrow('feedback random: bptt is the exact gradient, only symmetric is allowed');
});

it.each([[{}], [{ id: 'mine' }], [{ start: symmetric.start }], [{ id: 7, start: symmetric.start }], [{ id: 'mine', start: 7 }], [null]])(
  'what is no feedback is refused: %j', (wanted) => {
    expect(() => feedbackOf(ruleOf('mdgl'), wanted as never)).toThrow('one of your own is { id, start }');
    expect(() => feedbackOf({ ...ruleOf('mdgl'), feedback: wanted } as unknown as LocalRule)).toThrow('one of your own is { id, start }');
  });
