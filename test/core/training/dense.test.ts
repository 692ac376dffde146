import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../../src/core/network/initial-weights';
import { flat } from '../../../src/core/network/matrix';
import { ruleOf } from '../../../src/core/rules';
import { settings } from '../../../src/core/settings';
import type { Run } from '../../../src/core/training/run';
import { weightsOf } from '../../../src/core/training/state';
import { begin, train } from '../../../src/core/training/train';

const run: Run = { settings: settings('pattern-generation', { training: { iterations: 1 } }), rule: ruleOf('e-prop-no-reset'), seed: 1 };

async function trained(changes: Partial<Run> = {}) {
  const progress = begin({ ...run, ...changes });
  for await (const _ of train({ ...run, ...changes }, undefined, progress));
  return progress;
}

describe('dense weights', () => {
  const { input, recurrent, output, bias } = initialWeights(run.settings, 1).weights;

  it('are there at every place but autapses, of either sign, with the variance 1 / senders', () => {
    for (const [matrix, senders] of [[input, 100], [recurrent, 100], [output, 100]] as const) {
      const given = flat(matrix).filter((w) => w !== 0);
      expect(given).toHaveLength(flat(matrix).length - (matrix === recurrent ? 100 : 0));
      const variance = given.reduce((sum, w) => sum + w * w, 0) / given.length;
      // the sd of a mean square of n normals is √(2/n) of it
      expect(Math.abs(variance * senders - 1)).toBeLessThan(4 * Math.sqrt(2 / given.length));
      expect(given.filter((w) => w < 0).length / given.length).toBeCloseTo(0.5, 0);
    }
    expect([...bias]).toEqual([0]);
  });

  it('change their sign in training, stay dense, and leave no readout bias where none is wanted', async () => {
    const { state } = await trained();
    const after = weightsOf(state);
    const before = flat(input);
    expect(flat(after.input).every((w) => w !== 0)).toBe(true);
    expect(flat(after.input).some((w, n) => Math.sign(w) !== Math.sign(before[n]))).toBe(true);
    expect(flat(after.recurrent).filter((w) => w === 0)).toHaveLength(100);
    expect([...after.bias]).toEqual([0]);
    const withBias = settings('pattern-generation', { network: { readoutBias: true }, training: { iterations: 1 } });
    expect((await trained({ settings: withBias })).state.bias.theta[0]).not.toBe(0);
  });

  it.each([
    [{ network: { connectivity: 0.5 } }, 'settings: network.connectivity: must be 1 with dense weights (given: 0.5)'],
    [{ training: { temperature: 1 } }, 'settings: training.temperature: must be 0 with dense weights, which are not rewired (given: 1)'],
    [{ training: { l1: 0.01 } }, 'settings: training.l1: must be 0 with dense weights, which are of either sign (given: 0.01)'],
  ])('are refused with %j', (changes, message) => {
    expect(() => settings('pattern-generation', changes)).toThrow(message);
  });
});

describe('plain gradient descent', () => {
  it('moves every weight by rate · gradient', async () => {
    const at = (learningRate: number) => settings('pattern-generation', { training: { iterations: 1, learningRate } });
    const moved = async (rate: number) => {
      const { state } = await trained({ settings: at(rate) });
      const before = flat(initialWeights(run.settings, 1).weights.input);
      return flat(weightsOf(state).input).map((w, n) => w - before[n]);
    };
    const [once, twice] = [await moved(1e-4), await moved(2e-4)];
    expect(Math.max(...once.map(Math.abs))).toBeGreaterThan(1e-5);
    expect(Math.max(...twice.map((w, n) => Math.abs(w - 2 * once[n])))).toBeLessThan(1e-12);
  });
});

describe('a criterion', () => {
  const easy = { iterations: 60, validateEvery: 5 };
  const stopping = (stop: object) => settings('tiny', { training: { ...easy, stop } } as never);
  const bptt = ruleOf('bptt');
  const errorsOf = ({ curve }: Awaited<ReturnType<typeof trained>>) => curve.map(({ accuracy }) => 1 - accuracy!);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

  it('of the last validations ends training as soon as their mean error is below it, and not before', async () => {
    const progress = await trained({ settings: stopping({ errorBelow: 0.3, validations: 3, which: 'last' }), rule: bptt });
    const errors = errorsOf(progress);
    expect(progress.stopped).toBe(true);
    expect(progress.iteration).toBeLessThan(60);
    expect(progress.iteration).toBe(progress.curve.at(-1)!.iteration);
    const means = errors.flatMap((_, n) => n < 2 ? [] : [mean(errors.slice(n - 2, n + 1))]);
    expect(means.map((error) => error < 0.3)).toEqual(means.map((_, n) => n === means.length - 1));
  });

  it('of further validations asks batches of their own, so that luck in one validation does not end training', async () => {
    const progress = await trained({ settings: stopping({ errorBelow: 0.3, validations: 4, which: 'further' }), rule: bptt });
    const plain = await trained({ settings: settings('tiny', { training: easy }), rule: bptt });
    expect(progress.stopped).toBe(true);
    expect(progress.curve).toEqual(plain.curve.slice(0, progress.curve.length));
    expect(errorsOf(progress).at(-1)).toBeLessThan(0.3);
  });

  it('is refused for a task of values, which has no error to judge by', async () => {
    const stop = { errorBelow: 0.3, validations: 3, which: 'last' } as const;
    await expect(trained({ settings: settings('pattern-generation', { training: { iterations: 1, stop } }) })).rejects.toThrow(
      'training.stop needs a task with classes; leave it out for a task of values'
    );
  });

  it('that is not met leaves a run as it is without', async () => {
    const progress = await trained({ settings: stopping({ errorBelow: 0.001, validations: 2, which: 'last' }), rule: ruleOf('e-prop') });
    const plain = await trained({ settings: settings('tiny', { training: easy }), rule: ruleOf('e-prop') });
    expect(progress.stopped).toBeUndefined();
    expect(progress.curve).toEqual(plain.curve);
  });

  it('that was met stays so: nothing more is done when the run is gone on with', async () => {
    const settled = { ...run, settings: stopping({ errorBelow: 0.3, validations: 3, which: 'last' }), rule: bptt };
    const progress = await trained(settled);
    const before = structuredClone(progress);
    for await (const point of train(settled, undefined, progress)) expect(point).toBeUndefined();
    expect(progress).toEqual(before);
  });
});
