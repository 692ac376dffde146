import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/core/engine';
import { ruleOf } from '../../src/core/rules';
import { settings } from '../../src/core/settings';
import { groupBy } from '../../src/core/stats/group-by';
import { meanAndSd } from '../../src/core/stats/mean-and-sd';
import { train, type CurvePoint } from '../../src/core/training/train';
import { readPublished } from '../../src/studies/figure3c/published';

/** Losses of the published BPTT runs by iteration. */
const published = groupBy(readPublished().filter(({ rule }) => rule === 'bptt'), ({ iteration }) => iteration);
const theirs = (iteration: number) => meanAndSd(published.get(iteration)!.map(({ loss }) => loss));

describe('BPTT at paper size', () => {
  it('begins at chance with a quiet, living network, and learns within two standard deviations of the published runs', async () => {
    const run = { settings: settings('figure3c', { training: { iterations: 200 } }), rule: ruleOf('bptt'), seed: 1 };
    const engine = await createEngine('wasm');
    const curve: CurvePoint[] = [];
    for await (const point of train(run, engine)) curve.push(point);
    await engine.close();

    expect(Math.abs(curve[0].loss - Math.LN2)).toBeLessThan(0.002);
    for (const { rateHz } of curve) {
      expect(rateHz).toBeGreaterThan(2);
      expect(rateHz).toBeLessThan(25);
    }
    const mean = (from: number, value: (iteration: number) => number) => {
      const window = curve.filter(({ iteration }) => iteration >= from && iteration <= from + 40);
      return window.reduce((sum, { iteration }) => sum + value(iteration), 0) / window.length;
    };
    for (const from of [60, 160]) {
      const ours = mean(from, (iteration) => curve.find((point) => point.iteration === iteration)!.loss);
      const sd = mean(from, (iteration) => theirs(iteration).sd!);
      expect(Math.abs(ours - mean(from, (iteration) => theirs(iteration).mean))).toBeLessThan(2 * sd);
    }
  });
});
