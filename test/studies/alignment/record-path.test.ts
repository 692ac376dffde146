import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { referenceEngine } from '../../../src/core/engine/reference/reference';
import { ruleOf } from '../../../src/core/rules';
import { begin, train } from '../../../src/core/training/train';
import { readCheckpoint, writeCheckpoint } from '../../../src/node/results/checkpoint';
import { recordPath, type PathProgress } from '../../../src/studies/alignment/record-path';
import { isMeasured } from '../../../src/studies/jobs/measure-along';
import { newFolder } from '../../support/golden';
import { beginPath, comparison, expectAlive, pathOf, small } from './small-study';

const engine = referenceEngine();

/** Records on, and leaves the loop after so many yields, as a killed process would. */
async function recordFor(steps: number, progress: PathProgress): Promise<void> {
  let n = 0;
  for await (const _ of recordPath(comparison, pathOf('mdgl'), engine, progress)) if (++n >= steps) break;
}

const whole = beginPath('mdgl');
beforeAll(() => recordFor(Infinity, whole));

describe('recordPath', () => {
  it('measures as far as the settings say, whatever the criterion that would end training', async () => {
    const stop = { errorBelow: 1, validations: 1, which: 'last' } as const;
    const run = { ...pathOf('mdgl'), settings: { ...small, training: { ...small.training, stop } } };
    const progress = beginPath('mdgl');
    for await (const _ of recordPath(comparison, run, engine, progress));
    expect(progress.measurements).toEqual(whole.measurements);
  });

  it('measures every so many iterations, and at the last', () => {
    const { measurements, iteration } = whole;
    expect(iteration).toBe(6);
    expect(measurements.map((measurement) => measurement.iteration)).toEqual([0, 4, 6]);
    measurements.forEach(expectAlive);
    expect([0, 3, 4, 5, 6, 8].filter((n) => isMeasured(comparison.every, pathOf('mdgl'), n))).toEqual([0, 4, 6, 8]);
    // training moves the gradients, and w̄
    expect(measurements[0].alignment).not.toEqual(measurements[1].alignment);
    expect(measurements[1].means).not.toEqual(measurements[2].means);
  });

  it('compares the weights of a seed with its own initial ones', async () => {
    const progress = beginPath('mdgl', 2);
    for await (const _ of recordPath({ ...comparison, candidates: [] }, pathOf('mdgl', 2), engine, progress)) break;
    const [{ iteration, survival }] = progress.measurements;
    expect(iteration).toBe(0);
    for (const { kept, initial, similarity } of survival) {
      expect({ kept, similarity }).toEqual({ kept: initial, similarity: expect.closeTo(1, 12) });
    }
  });

  it('trains as if nothing were measured', async () => {
    const plain = begin({ settings: small, rule: ruleOf('mdgl'), seed: 1 });
    for await (const _ of train({ settings: small, rule: ruleOf('mdgl'), seed: 1 }, engine, plain)) { /* to the end */ }
    const { measurements: _measurements, ...progress } = whole;
    expect(progress).toEqual(plain);
  });

  it('goes on from a checkpoint, wherever it was left, as if it had not been left', async () => {
    // at the start, before a validation, at a measurement, before the last one
    for (const steps of [1, 4, 6, 8]) {
      const path = join(newFolder(), 'mdgl-1.json');
      const before = beginPath('mdgl');
      await recordFor(steps, before);
      expect(before.iteration).toBeLessThan(7);
      writeCheckpoint(path, {
        format: 'mdgl-checkpoint/1',
        settings: small,
        rule: 'mdgl',
        seed: 1,
        feedback: 'symmetric',
        engine: 'reference',
        seconds: 1,
        progress: before,
      });
      const after = readCheckpoint(path)!.progress as PathProgress;
      await recordFor(Infinity, after);
      expect(after).toEqual(whole);
    }
  });
});
