import { expect, it } from 'vitest';
import { axisRange, iterationRange, ticks } from '../../src/plot/axis-range';

it('ends at ticks of 1, 2 or 5 times a power of ten', () => {
  expect(axisRange([0.1, 0.71], { low: 0 })).toEqual({ low: 0, high: 0.8, step: 0.2 });
  expect(axisRange([0.43, 0.98], { high: 1 })).toEqual({ low: 0.4, high: 1, step: 0.2 });
  expect(axisRange([-3, 12], {})).toEqual({ low: -5, high: 15, step: 5 });
  expect(axisRange([0.0011, 0.0029], {})).toEqual({ low: 0.001, high: 0.003, step: 0.0005 });
});

it('goes beyond a limit just as far as the values', () => {
  expect(axisRange([0.45, 1.013], { high: 1 })).toEqual({ low: 0.4, high: 1.013, step: 0.2 });
  expect(axisRange([-0.02, 0.7], { low: 0 })).toEqual({ low: -0.02, high: 0.8, step: 0.2 });
});

it('has some length where all values are the same', () => {
  expect(axisRange([0, 0], { low: 0 })).toEqual({ low: 0, high: 1, step: 0.2 });
});

it('ends the axis of iterations at a tick if the last point is nearly there', () => {
  expect(iterationRange([{ iteration: 10 }, { iteration: 1990 }], 4)).toEqual({ low: 0, high: 2000, step: 500 });
  expect(iterationRange([{ iteration: 70 }], 4)).toEqual({ low: 0, high: 70, step: 20 });
  expect(iterationRange([{ iteration: 0 }], 4)).toEqual({ low: 0, high: 1, step: 1 });
});

it('puts ticks at all multiples of the step, without rounding errors', () => {
  expect(ticks({ low: 0.42, high: 1, step: 0.2 })).toEqual([0.6, 0.8, 1]);
  expect(ticks({ low: 0, high: 0.8, step: 0.1 })).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
  expect(ticks({ low: -0.02, high: 1.013, step: 0.5 })).toEqual([0, 0.5, 1]);
});
