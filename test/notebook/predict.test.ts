import { expect, it } from 'vitest';
import { measure, predict } from '../../src/notebook/predict';
import { fakeKernel } from './kernel';

const { lines } = fakeKernel();

it('prints what was predicted, then what was measured beside it', () => {
  measure(predict('share left', 0.67), 0.67032);
  expect(lines).toEqual(['Predicted: share left = 0.67', 'Measured: share left = 0.670 (predicted 0.67)']);
});

it('takes no prediction that is not a number', () => {
  expect(() => predict('share left', NaN)).toThrow('NaN is not a number');
});
