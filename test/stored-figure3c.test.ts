import { join } from 'node:path';
import { mean } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { tProbability } from '../src/core/stats/student-t';
import { tInterval } from '../src/core/stats/t-interval';
import { welch } from '../src/core/stats/welch';
import type { RunPoint } from '../src/core/tables/runs-csv';
import { differencesBySeed, finalMeans } from '../src/studies/curves/final-means';
import { comparison, firstReaching } from '../src/studies/figure3c/comparison';
import { drawnNumbers } from '../src/studies/figure3c/drawn-numbers';
import { finalTable } from '../src/studies/figure3c/final-table';
import { readPublished, publishedFor } from '../src/studies/figure3c/published';
import { readStoredRuns } from '../src/studies/figure3c/stored-runs';
import { proseOf } from './support/prose';

// What the readme, the notebooks and data/published/README.md say of the stored runs and of the published ones.

const ROOT = join(__dirname, '..');
const points = readStoredRuns(join(ROOT, 'data', 'figure3c')), published = readPublished();
const rules = ['bptt', 'mdgl', 'e-prop'] as const;
const of = (rule: string, wanted: (point: RunPoint) => boolean) => points.filter((point) => point.rule === rule && wanted(point));
const window = { first: 1950, last: 2000 };
const [ours, theirs] = [finalMeans(points, window, ({ loss }) => loss), finalMeans(published, window, ({ loss }) => loss)];
const [readme, publishedReadme, start, comparing, update] = [
  'README.md', 'data/published/README.md', 'notebooks/00-start-here.ipynb', 'notebooks/09-figure-3c.ipynb',
  'notebooks/07-mdgl-update.ipynb',
].map(proseOf);

it('there are five runs of 2000 iterations for each rule, seeds 1 to 5', () => {
  for (const rule of rules) {
    for (let seed = 1; seed <= 5; seed++) {
      expect(of(rule, (point) => point.seed === seed).map((point) => point.iteration)).toEqual(
        Array.from({ length: 201 }, (_, n) => 10 * n)
      );
    }
  }
  expect(points).toHaveLength(15 * 201);
});

it('the published runs stand beside them, as their manifest has the task and network of Figure 3C', () => {
  expect(publishedFor(join(ROOT, 'data', 'figure3c'))).toEqual(published);
});

it('the readme shows what figure3c prints', () => {
  for (const text of [finalTable(points, published), comparison(points, published)]) {
    for (const line of text.split('\n')) expect(readme).toContain(line);
  }
});

it('from iteration 200 on the mean losses keep the published order', () => {
  for (let iteration = 200; iteration <= 2000; iteration += 10) {
    const [bptt, mdgl, eProp] = rules.map((rule) => mean(of(rule, (point) => point.iteration === iteration).map((point) => point.loss)));
    expect(bptt, `iteration ${iteration}`).toBeLessThan(mdgl);
    expect(mdgl, `iteration ${iteration}`).toBeLessThan(eProp);
  }
});

describe('paired by seed', () => {
  const paired = (rule: string, other: string) => differencesBySeed(ours.get(rule)!, ours.get(other)!);
  const shown = (values: number[]) => {
    const { mean: middle, low, high } = tInterval(values);
    return [middle, low!, high!].map((value) => Number(value.toFixed(3)));
  };

  it('MDGL ends below e-prop and BPTT below MDGL, in every seed', () => {
    expect(shown(paired('mdgl', 'e-prop'))).toEqual([-0.213, -0.279, -0.147]);
    expect(shown(paired('bptt', 'mdgl'))).toEqual([-0.147, -0.224, -0.069]);
    for (const difference of [...paired('mdgl', 'e-prop'), ...paired('bptt', 'mdgl')]) expect(difference).toBeLessThan(0);
  });

  it('MDGL closes 60 % [43, 76] of the gap in the mean of the seeds, 59 % as a ratio of means; the published runs give 60 %', () => {
    const shares = [1, 2, 3, 4, 5].map((seed) => {
      const [bptt, mdgl, eProp] = rules.map((rule) => ours.get(rule)!.get(seed)!);
      return (eProp - mdgl) / (eProp - bptt);
    });
    expect(shown(shares).map((share) => share.toFixed(2))).toEqual(['0.60', '0.43', '0.76']);
    const ofMeans = [ours, theirs].map((losses) => {
      const [bptt, mdgl, eProp] = rules.map((rule) => mean([...losses.get(rule)!.values()]));
      return ((eProp - mdgl) / (eProp - bptt)).toFixed(2);
    });
    expect(ofMeans).toEqual(['0.59', '0.60']);
    expect(start).toContain('closes 60 % of the gap in the mean of our five seeds. The interval, [43 %, 76 %]');
    expect(update).toContain('60 % of the way in the loss');
  });
});

describe('beside the published runs', () => {
  it.each([
    ['bptt', -0.003, -0.042, 0.035, 0.84],
    ['mdgl', -0.026, -0.094, 0.042, 0.4],
    ['e-prop', -0.064, -0.195, 0.068, 0.27],
  ])('no difference in the final loss of %s is seen', (rule, ...expected) => {
    const { mean: difference, low, high, p } = welch([...ours.get(rule)!.values()], [...theirs.get(rule)!.values()]);
    if (rule === 'e-prop') expect(comparing).toContain(`from −${(-low!).toFixed(2)} to ${high!.toFixed(2)}`);
    expect([...[difference, low!, high!].map((value) => Number(value.toFixed(3))), Number(p.toFixed(2))]).toEqual(expected);
  });

  it('one e-prop run never learns; the other four end at 0.444, ours at 0.428', () => {
    const losses = theirs.get('e-prop')!, accuracies = finalMeans(published, window, ({ accuracy }) => accuracy).get('e-prop')!;
    const four = (values: typeof losses) => mean([1, 2, 3, 4].map((run) => values.get(run)!)).toFixed(3);
    expect([losses.get(5)!.toFixed(3), four(losses), four(accuracies)]).toEqual(['0.683', '0.444', '0.800']);
    for (const point of published) if (point.rule === 'e-prop' && point.run === 5) expect(point.loss).toBeGreaterThan(0.65);
    for (const text of [readme, publishedReadme, comparing]) for (const number of ['0.683', '0.444']) expect(text).toContain(number);
    for (const text of [readme, publishedReadme]) expect(text).toContain('0.800');
    const own = finalMeans(points, window, ({ accuracy }) => accuracy).get('e-prop')!;
    expect([ours.get('e-prop')!, own].map((values) => mean([...values.values()]).toFixed(3))).toEqual(['0.428', '0.804']);
    expect(comparing).toContain('ours at 0.428');
    for (const loss of ours.get('e-prop')!.values()) expect(loss).toBeLessThan(0.5);
  });

  it('the drawn accuracy reaches 80 % at these iterations; the published mean of e-prop never does', () => {
    const { accuracy } = drawnNumbers(points, published);
    const reached = (curve: 'mean' | 'published') => rules.map((rule) => firstReaching(accuracy, rule, curve, 0.8));
    expect(reached('mean')).toEqual([120, 440, 1400]);
    expect(reached('published')).toEqual([140, 460, undefined]);
  });

  it('two means of five runs differ by more than 1.3 standard deviations of one group in 11 % of all cases, not hardly ever', () => {
    // their difference over √(1/5 + 1/5) of the sd of five runs is t-distributed, with 4 degrees of freedom
    expect(tProbability(1.3 / Math.sqrt(2 / 5), 4).toFixed(2)).toBe('0.11');
  });
});

it('in the mean of its neurons every run ends at 13 to 20 Hz', () => {
  for (const rule of rules) {
    for (let seed = 1; seed <= 5; seed++) {
      const rate = mean(of(rule, (point) => point.seed === seed && point.iteration >= 1950).map((point) => point.rateHz));
      expect(rate).toBeGreaterThan(13);
      expect(rate).toBeLessThan(20);
    }
  }
});
