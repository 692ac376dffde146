import { describe, expect, it } from 'vitest';
import { judge, judgedFrom, judgeTrial } from '../../../src/core/network/loss';
import { matrix } from '../../support/network';

const size = { trials: 2, steps: 4 };

describe('cross-entropy', () => {
  it('is the mean over trials of −ln softmax at the last step', () => {
    // softmax of (0, ln 3) is (1/4, 3/4)
    const { loss, error } = judge(matrix([0, Math.log(3)]), { class: 0 }, size);
    expect(loss).toBeCloseTo(Math.log(4) / 2, 14);
    expect(error[0][0]).toBeCloseTo((0.25 - 1) / 2, 14);
    expect(error[0][1]).toBeCloseTo(0.75 / 2, 14);
  });

  it('does not overflow for large logits', () => {
    expect(judge(matrix([2000, 0]), { class: 1 }, size)).toEqual({ loss: 1000, accuracy: 0, error: matrix([0.5, -0.5]) });
  });

  it('judges the last step alone, or as many of the last steps as are asked for', () => {
    expect(judgedFrom({ class: 0 }, 4)).toBe(3);
    expect(judgedFrom({ class: 0, lastSteps: 4 }, 4)).toBe(0);
  });

  it('is a mean over the judged steps, and of no other', () => {
    const logits = matrix([9, -9], [5, 5], [0, Math.log(3)], [Math.log(3), 0]);
    const { loss, error } = judgeTrial(logits, { class: 0, lastSteps: 2 }, size);
    expect(loss).toBeCloseTo((Math.log(4) + Math.log(4 / 3)) / 4, 14);
    expect(error.slice(0, 2)).toEqual(matrix([0, 0], [0, 0]));
    expect(error[2][1]).toBeCloseTo(0.75 / 4, 14);
    expect(error[3][1]).toBeCloseTo(0.25 / 4, 14);
  });

  it('calls right the target with the largest logit', () => {
    expect([1, 2].map((target) => judge(matrix([1, 3, 2]), { class: target }, size).accuracy)).toEqual([1, 0]);
  });

  it('calls right the target with the largest mean logit of the judged steps, whatever the last step says', () => {
    expect([0, 1].map((target) => judge(matrix([5, 0], [1, 2]), { class: target, lastSteps: 2 }, size).accuracy)).toEqual([1, 0]);
  });

  it('takes the first of equal logits for the answer: a network that says nothing answers class 0', () => {
    expect([0, 1].map((target) => judge(matrix([0, 0]), { class: target }, size).accuracy)).toEqual([1, 0]);
    expect([0, 1, 2].map((target) => judge(matrix([1, 3, 3]), { class: target }, size).accuracy)).toEqual([0, 1, 0]);
  });
});

describe('classes one after the other', () => {
  // mean logits (0, ln 3) in steps 0 and 1, (ln 3, 0) in step 3
  const logits = matrix([1, 0], [-1, 2 * Math.log(3)], [7, -7], [Math.log(3), 0]);
  const target = { windows: [{ class: 0, from: 0, to: 2 }, { class: 0, from: 3, to: 4 }] };

  it('are judged by the mean logits of their windows, a mean over windows', () => {
    const { loss, accuracy, error } = judgeTrial(logits, target, size);
    expect(loss).toBeCloseTo((Math.log(4) + Math.log(4 / 3)) / 4, 14);
    expect(accuracy).toBe(0.5);
    // d of the mean is (softmax − onehot) / 4; a step has its share of it
    expect(error.map(([, d]) => d)).toEqual([0.75 / 8, 0.75 / 8, 0, 0.25 / 4].map((d) => expect.closeTo(d, 14)));
  });

  it('are judged from the first window on', () => {
    expect(judgedFrom({ windows: [target.windows[1]] }, 4)).toBe(3);
    expect(judgeTrial(logits, { windows: [target.windows[1]] }, size).loss).toBeCloseTo(Math.log(4 / 3) / 2, 14);
  });
});

describe('squared error', () => {
  const values = matrix([9, 9], [1, -1]);
  const logits = matrix([9, 9], [3, 2]);

  it('is the mean over trials, steps and outputs', () => {
    // (2² + 3²) / (2·4·2); 2·2 / 16, 2·3 / 16
    expect(judge(logits, { values }, size)).toEqual({ loss: 13 / 16, accuracy: null, error: matrix([0, 0], [0.25, 0.375]) });
  });

  it('is half the mean, on demand', () => {
    const target = { values, squared: 'half mean' } as const;
    expect(judge(logits, target, size)).toEqual({ loss: 13 / 32, accuracy: null, error: matrix([0, 0], [0.125, 0.1875]) });
  });

  it('is half the sum over steps and outputs, a mean over trials', () => {
    const target = { values, squared: 'half sum' } as const;
    expect(judge(logits, target, size)).toEqual({ loss: 13 / 4, accuracy: null, error: matrix([0, 0], [1, 1.5]) });
  });

  it('judges every step', () => {
    expect(judgedFrom({ values }, 4)).toBe(0);
  });
});
