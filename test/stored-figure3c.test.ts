import { join } from 'node:path';
import { mean } from 'simple-statistics';
import { expect, it } from 'vitest';
import { meanAndSd } from '../src/figures/curves';
import { finalMeans } from '../src/figures/final-means';
import { readPublished } from '../src/figures/published';
import { readStoredRuns } from '../src/figures/stored-runs';
import type { RunPoint } from '../src/runs-csv';

// What the readme says of the stored runs.

const points = readStoredRuns(join(__dirname, '..', 'data', 'figure3c'));
const rules = ['bptt', 'mdgl', 'e-prop'] as const;
const of = (rule: string, wanted: (point: RunPoint) => boolean) => points.filter((point) => point.rule === rule && wanted(point));

it('there are five runs of 2000 iterations for each rule, seeds 1 to 5', () => {
  for (const rule of rules) {
    for (let seed = 1; seed <= 5; seed++) {
      expect(of(rule, (point) => point.seed === seed).map((point) => point.iteration)).toEqual(Array.from({ length: 201 }, (_, n) => 10 * n));
    }
  }
  expect(points).toHaveLength(15 * 201);
});

it.each(rules)('the final loss of %s is within one published standard deviation of the published mean', (rule) => {
  const { mean: published, sd } = meanAndSd([...finalMeans(readPublished(), { first: 1950, last: 2000 }, ({ loss }) => loss).get(rule)!.values()]);
  const ours = mean(of(rule, ({ iteration }) => iteration >= 1950).map((point) => point.loss));
  expect(Math.abs(ours - published)).toBeLessThan(sd!);
});

it('from iteration 200 on the mean losses keep the published order', () => {
  for (let iteration = 200; iteration <= 2000; iteration += 10) {
    const [bptt, mdgl, eProp] = rules.map((rule) => mean(of(rule, (point) => point.iteration === iteration).map((point) => point.loss)));
    expect(bptt, `iteration ${iteration}`).toBeLessThan(mdgl);
    expect(mdgl, `iteration ${iteration}`).toBeLessThan(eProp);
  }
});

it('every run ends at 13 to 20 Hz', () => {
  for (const rule of rules) {
    for (let seed = 1; seed <= 5; seed++) {
      const rate = mean(of(rule, (point) => point.seed === seed && point.iteration >= 1950).map((point) => point.rateHz));
      expect(rate).toBeGreaterThan(13);
      expect(rate).toBeLessThan(20);
    }
  }
});
