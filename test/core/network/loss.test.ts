import { describe, expect, it } from 'vitest';
import { isCorrect, judgedFrom, judgeStep } from '../../../src/core/network/loss';
import { matrix } from '../../support/network';

const size = { trials: 2, steps: 4 };

describe('cross-entropy', () => {
  it('is the mean over trials of −ln softmax at the last step', () => {
    const error = new Float64Array(2);
    // softmax of (0, ln 3) is (1/4, 3/4)
    expect(judgeStep(Float64Array.of(0, Math.log(3)), { class: 0 }, 3, size, error)).toBeCloseTo(Math.log(4) / 2, 14);
    expect(error[0]).toBeCloseTo((0.25 - 1) / 2, 14);
    expect(error[1]).toBeCloseTo(0.75 / 2, 14);
  });

  it('does not overflow for large logits', () => {
    const error = new Float64Array(2);
    expect(judgeStep(Float64Array.of(2000, 0), { class: 1 }, 3, size, error)).toBe(1000);
    expect(error).toEqual(Float64Array.of(0.5, -0.5));
  });

  it('judges the last step alone', () => {
    expect(judgedFrom({ class: 0 }, 4)).toBe(3);
  });

  it('calls right the target with the largest logit', () => {
    expect(isCorrect(Float64Array.of(1, 3, 2), { class: 1 })).toBe(true);
    expect(isCorrect(Float64Array.of(1, 3, 2), { class: 2 })).toBe(false);
  });

  it('takes the first of equal logits for the answer: a network that says nothing answers class 0', () => {
    expect([0, 1].map((target) => isCorrect(Float64Array.of(0, 0), { class: target }))).toEqual([true, false]);
    expect([0, 1, 2].map((target) => isCorrect(Float64Array.of(1, 3, 3), { class: target }))).toEqual([false, true, false]);
  });
});

describe('squared error', () => {
  const target = { values: matrix([9, 9], [1, -1]) };

  it('is the mean over trials, steps and outputs', () => {
    const error = new Float64Array(2);
    // (2² + 3²) / (2·4·2); 2·2 / 16, 2·3 / 16
    expect(judgeStep(Float64Array.of(3, 2), target, 1, size, error)).toBeCloseTo(13 / 16, 15);
    expect(error).toEqual(Float64Array.of(0.25, 0.375));
  });

  it('judges every step, and calls nothing right or wrong', () => {
    expect(judgedFrom(target, 4)).toBe(0);
    expect(isCorrect(Float64Array.of(3, 2), target)).toBeNull();
  });
});
