import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStudy } from '../src/analysis/study-folder';
import { alignmentTable } from '../src/figures/alignment-table';
import { readStoredRuns } from '../src/figures/stored-runs';

const DATA = join(__dirname, '..', 'data');

describe('the stored alignment study', () => {
  const study = readStudy(join(DATA, 'alignment'));

  it('is whole: five seeds along BPTT and MDGL, every 50 of 2000 iterations', () => {
    const of = (wanted: string) => study.tables.alignment.filter(({ path, rule, part }) => path === wanted && rule === 'mdgl' && part === 'all').map(({ seed, iteration }) => [seed, iteration]);
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

  it('has single neurons at 0 to 51 Hz after training', () => {
    const ends = study.tables.rates.filter(({ type, iteration }) => type === 'all' && iteration === 2000);
    expect(new Set(ends.map(({ path }) => path))).toEqual(new Set(['bptt', 'mdgl']));
    expect(Math.min(...ends.map(({ minHz }) => minHz))).toBe(0);
    expect(Math.round(Math.max(...ends.map(({ maxHz }) => maxHz)))).toBe(51);
  });
});
