import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settings } from '../../src/config';
import { createEngine } from '../../src/engine';
import { ruleOf } from '../../src/rules';
import { train, type CurvePoint } from '../../src/training/train';

/** Losses of the published BPTT runs: mean, sd over runs. */
const published = new Map(readFileSync(join(__dirname, '..', '..', 'data', 'published', 'figure3c-summary.csv'), 'utf8').split('\n')
  .map((line) => line.split(',')).filter(([rule]) => rule === 'bptt')
  .map(([, iteration, , mean, sd]) => [Number(iteration), { mean: Number(mean), sd: Number(sd) }]));

describe('BPTT at paper size', () => {
  it('begins at chance with a quiet, living network, and learns as fast as the published runs', async () => {
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
      const [theirs, sd] = [mean(from, (iteration) => published.get(iteration)!.mean), mean(from, (iteration) => published.get(iteration)!.sd)];
      expect(Math.abs(ours - theirs)).toBeLessThan(2 * sd);
    }
  });
});
