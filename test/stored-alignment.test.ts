import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAlignment } from '../src/studies/alignment/folder';
import { overTraining } from '../src/studies/alignment/over-training';
import { alignmentTable } from '../src/studies/alignment/table';
import { differencesBySeed } from '../src/studies/curves/final-means';
import { readStoredRuns } from '../src/studies/figure3c/stored-runs';
import { proseOf } from './support/prose';

const DATA = join(__dirname, '..', 'data');

const [readme, signals] = ['README.md', 'notebooks/06-modulatory-signals.ipynb'].map(proseOf);

describe('the stored alignment study', () => {
  const study = readAlignment(join(DATA, 'alignment'));

  it('is whole: five seeds along BPTT and MDGL, every 50 of 2000 iterations', () => {
    const of = (wanted: string) =>
      study.tables.alignment
        .filter(({ path, rule, part }) => path === wanted && rule === 'mdgl' && part === 'all')
        .map(({ seed, iteration }) => [seed, iteration]);
    const whole = [1, 2, 3, 4, 5].flatMap((seed) => Array.from({ length: 41 }, (_, n) => [seed, 50 * n]));
    for (const path of ['bptt', 'mdgl']) expect(of(path)).toEqual(whole);
  });

  it('went along the runs of Figure 3C, digit for digit', () => {
    const figure3c = readStoredRuns(join(DATA, 'figure3c')).filter(({ rule }) => rule !== 'e-prop');
    expect(readStoredRuns(join(DATA, 'alignment'))).toEqual(figure3c);
  });

  it('shows what the readme says that modulation adds', () => {
    const table = alignmentTable(study);
    expect(table).toMatch(/^mdgl .* 0\.018 \[0\.015, 0\.021\]/m);
    expect(table).toMatch(/^mdgl .* 0\.024 \[0\.018, 0\.031\]/m);
  });

  it.each(['bptt', 'mdgl'])('adds to e-prop\'s cosine in every run along %s, by 3 or 4 of a hundred that are missing', (path) => {
    const [mdgl, eProp] = ['mdgl', 'e-prop'].map((wanted) =>
      overTraining(study.tables.alignment.filter(({ rule, part }) => rule === wanted && part === 'all'), path, ({ cosine }) => cosine));
    const gains = differencesBySeed(mdgl, eProp);
    expect(gains).toHaveLength(5);
    for (const gain of gains) expect(gain).toBeGreaterThan(0);
    const mean = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0) / 5;
    const percent = Math.round(100 * mean(gains) / (1 - mean(eProp.values())));
    expect(percent).toBe(path === 'bptt' ? 3 : 4);
    expect(readme).toContain('3 to 4 % of the way');
  });

  it('shows that what type means keep of Γ falls along training, in every run', () => {
    const lines = alignmentTable(study).split('\n');
    expect(lines).toContain('as it is 0.663 [0.453, 0.873] at iteration 0, 0.276 [0.177, 0.376] at 2000 (less in 5 of 5 runs).');
    expect(lines).toContain('as it is 0.663 [0.453, 0.873] at iteration 0, 0.364 [0.308, 0.420] at 2000 (less in 5 of 5 runs).');
    expect(readme).toContain('0.66 [0.45, 0.87]');
    expect(readme).toContain('0.28 [0.18, 0.38]');
    expect(signals).toContain('0.66 in the mean of five networks');
    expect(signals).toContain('after training by MDGL a quarter (0.28)');
  });

  it('has single neurons at 0 to 51 Hz after training', () => {
    const ends = study.tables.rates.filter(({ type, iteration }) => type === 'all' && iteration === 2000);
    expect(new Set(ends.map(({ path }) => path))).toEqual(new Set(['bptt', 'mdgl']));
    expect(Math.min(...ends.map(({ minHz }) => minHz))).toBe(0);
    expect(Math.round(Math.max(...ends.map(({ maxHz }) => maxHz)))).toBe(51);
  });
});
