import { expect, it } from 'vitest';
import { layoutOf } from '../../../src/core/engine/wasm/layout';
import { settings } from '../../../src/core/settings';
import { memoryNeed } from '../../../src/core/training/memory';

const size = { inputs: 40, neurons: 100, outputs: 2, delaySteps: 1, steps: 2000, trials: 64, online: false };

it('the reference engine takes 60 bytes a trial, step and neuron: 768 MB for Figure 3C', () => {
  expect(memoryNeed(settings(), 'reference', 1)).toEqual({ megabytes: 768, forwardTwice: false });
});

it('the fast engine takes what its layout says, more for each worker', () => {
  for (const workers of [1, 32]) {
    expect(memoryNeed(settings(), 'wasm', workers)).toEqual({
      megabytes: Math.ceil(layoutOf({ ...size, workers }).inputEvents / 1e6),
      forwardTwice: false,
    });
  }
  expect(memoryNeed(settings(), 'wasm', 32).megabytes).toBeGreaterThan(memoryNeed(settings(), 'wasm', 1).megabytes);
});

it('the forward pass runs twice if a batch is too large to keep, and rates are regularised', () => {
  const large = (rateCoefficient: number) => memoryNeed(settings('figure3c', { training: { trials: 2000, rateCoefficient } }), 'wasm', 1);
  expect([large(0.1).forwardTwice, large(0).forwardTwice]).toEqual([true, false]);
  expect(large(0.1).megabytes).toBeLessThan(1200);
});
