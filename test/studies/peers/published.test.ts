import { expect, it } from 'vitest';
import { publishedLosses } from '../../../src/studies/peers/published';

const of = (source: 'nest' | 'tensorflow') => Object.values(publishedLosses).flatMap((test) => test[source] ? [test[source]] : []);

it('has five losses of each test: 15 of NEST, 10 of TensorFlow', () => {
  expect(of('nest').map(({ losses }) => losses.length)).toEqual([5, 5, 5]);
  expect(of('tensorflow').map(({ losses }) => losses.length)).toEqual([5, 5]);
});

it('has losses of NEST that are those of TensorFlow within the tolerance', () => {
  for (const { nest, tensorflow } of Object.values(publishedLosses)) {
    tensorflow?.losses.forEach((loss, n) => expect(Math.abs(nest!.losses[n] / loss - 1)).toBeLessThan(tensorflow.tolerance));
  }
});
