import { describe, expect, it } from 'vitest';
import type { RunPoint } from '../../../src/core/tables/runs-csv';
import { finalStatistics } from '../../../src/studies/curves/final-means';
import { finalWindow } from '../../../src/studies/curves/final-window';
import { finalTable } from '../../../src/studies/figure3c/final-table';
import { readPublished } from '../../../src/studies/figure3c/published';
import { pairedDifferences } from '../../../src/studies/knockout/paired-differences';
import { studyTable } from '../../../src/studies/knockout/study-table';

function run(rule: string, seed: number, last: number, loss: number): RunPoint[] {
  return Array.from({ length: last / 10 + 1 }, (_, i) => ({
    rule, seed, iteration: 10 * i, loss, accuracy: 1 - loss, rateHz: 10 * seed,
  }));
}

it('takes iterations 1950 to 2000, or the last 50 of the shortest run', () => {
  expect(finalWindow(run('mdgl', 1, 2000, 0.3))).toEqual({ first: 1950, last: 2000 });
  expect(finalWindow(run('mdgl', 1, 3000, 0.3))).toEqual({ first: 1950, last: 2000 });
  expect(finalWindow(run('mdgl', 1, 3000, 0.3), Infinity)).toEqual({ first: 2950, last: 3000 });
  expect(finalWindow([...run('mdgl', 1, 2000, 0.3), ...run('bptt', 2, 500, 0.3)])).toEqual({ first: 450, last: 500 });
  expect(finalWindow(run('mdgl', 1, 20, 0.3))).toEqual({ first: 0, last: 20 });
});

it('averages each run over the window, then takes mean and sd over runs', () => {
  const first = run('mdgl', 1, 2000, 0.2).map((point) => (point.iteration === 1950 ? { ...point, loss: 0.8 } : point));
  const before = first.map((point) => (point.iteration < 1950 ? { ...point, loss: 99 } : point));
  // Means over six validations: (0.8 + 5 × 0.2)/6 = 0.3 and 0.5; sd = 0.2/√2.
  const [mdgl] = finalStatistics([...before, ...run('mdgl', 2, 2000, 0.5)], { first: 1950, last: 2000 });
  expect(mdgl!.runs).toBe(2);
  expect(mdgl!.loss.mean).toBeCloseTo(0.4, 12);
  expect(mdgl!.loss.sd).toBeCloseTo(0.2 / Math.SQRT2, 12);
  expect(mdgl!.rateHz.mean).toBeCloseTo(15, 12);
});

it('prints the published values beside full runs', () => {
  const points = [...run('mdgl', 1, 2000, 0.25), ...run('mdgl', 2, 2000, 0.35), ...run('rflo', 1, 2000, 0.6)];
  expect(finalTable(points, readPublished())).toBe(
    [
      'Iterations 1950–2000: mean ± sd (n − 1) of the runs\' means.',
      '',
      'rule  runs  loss           accuracy       rate (Hz)   published loss  published accuracy',
      'mdgl  2     0.300 ± 0.071  0.700 ± 0.071  15.0 ± 7.1  0.241 ± 0.040   0.904 ± 0.027',
      'rflo  1     0.600          0.400          10.0        –               –',
      '',
      'Published: Liu et al., PNAS 2021, five runs a rule, the same iterations.',
      '',
    ].join('\n'),
  );
});

it('is about iterations 1950–2000 of longer runs, or about the window that is asked for', () => {
  const long = [...run('mdgl', 1, 3000, 0.25), ...run('rflo', 1, 3000, 0.25)].map((point) => ({ ...point, loss: point.iteration }));
  expect(finalTable(long, [], undefined, finalWindow(long, Infinity))).toMatch(/^Iterations 2950–3000: [^]*rflo  1     2975\.000/);
  expect(finalTable(long, readPublished())).toMatch(/^Iterations 1950–2000: [^]*rflo  1     1975\.000/);
});

it('takes the published values over the same iterations where runs are shorter', () => {
  const published = [240, 250, 260, 300].flatMap((iteration) =>
    [1, 2].map((number) => ({ rule: 'mdgl', run: number, iteration, loss: iteration === 240 ? 9 : number, accuracy: 0.5 })));
  expect(finalTable(run('mdgl', 1, 300, 0.25), published)).toBe(
    [
      'Iterations 250–300: mean ± sd (n − 1) of the runs\' means.',
      '',
      'rule  runs  loss   accuracy  rate (Hz)  published loss  published accuracy',
      'mdgl  1     0.250  0.750     10.0       1.500 ± 0.707   0.500 ± 0.000',
      '',
      'Published: Liu et al., PNAS 2021, five runs a rule, the same iterations.',
      '',
    ].join('\n'),
  );
});

it('leaves them out where there are none to compare with, and says so', () => {
  expect(finalTable(run('mdgl', 1, 300, 0.25), [])).toBe(
    [
      'Iterations 250–300: mean ± sd (n − 1) of the runs\' means.',
      '',
      'rule  runs  loss   accuracy  rate (Hz)',
      'mdgl  1     0.250  0.750     10.0',
      '',
      'The published runs are left out: nothing says that these have the task and network of Figure 3C.',
      '',
    ].join('\n'),
  );
});

describe('where some run has no validation from 1950 to 2000', () => {
  /** Validations every so many iterations, up to 3000; the loss falls by 0.01 from one to the next. */
  const sparse = (rule: string, seed: number, every: number): RunPoint[] =>
    Array.from({ length: Math.floor(3000 / every) + 1 }, (_, n) => ({
      rule,
      seed,
      iteration: n * every,
      loss: 0.7 - n / 100,
      accuracy: 0.5,
      rateHz: 10,
    }));

  it('the last six validations of every run count, and the first line says so', () => {
    // Every 300: at 1500, …, 3000, losses 0.65, …, 0.60, mean 0.625. Every 10: at 2950, …, 3000, n = 295, …, 300, mean −2.275.
    const points = [...sparse('mdgl', 1, 300), ...sparse('mdgl', 2, 300), ...sparse('bptt', 1, 10)];
    expect(finalWindow(points)).toEqual({ first: 1500, last: 3000, lastSix: true });
    expect(finalTable(points, readPublished()).split('\n').slice(0, 5)).toEqual([
      'The last six validations of each run (iterations 1500–3000): mean ± sd (n − 1) of the runs\' means.',
      '',
      'rule  runs  loss           accuracy       rate (Hz)',
      'bptt  1     -2.275         0.500          10.0',
      'mdgl  2     0.625 ± 0.000  0.500 ± 0.000  10.0 ± 0.0',
    ]);
    expect(finalTable(points, readPublished())).toContain(
      '\nThe published runs are left out: these have too few validations for the same iterations.\n'
    );
  });

  it('in whatever order the validations come, and all of them if there are fewer', () => {
    expect(finalTable(sparse('mdgl', 1, 300).reverse(), [])).toBe(finalTable(sparse('mdgl', 1, 300), []));
    expect(finalStatistics(sparse('mdgl', 1, 1200), finalWindow(sparse('mdgl', 1, 1200)))[0]!.loss.mean).toBeCloseTo(0.69, 12);
  });

  it('one validation there is enough', () => {
    expect(finalWindow(sparse('mdgl', 1, 400))).toEqual({ first: 1950, last: 2000 });
  });

  it('so it is in a knock-out study', () => {
    const study = [1, 2].flatMap((seed) => [
      ...sparse('mdgl', seed, 300).map((point) => ({ ...point, curve: 'untouched' as const, pair: null, from: null })),
      ...sparse('mdgl', seed, 300).map((point) => ({
        ...point,
        loss: point.loss + seed / 10,
        curve: 'changed' as const,
        pair: 'E>I',
        from: 0,
      })),
    ]);
    const [difference] = pairedDifferences(study, finalWindow(study));
    expect(difference!.losses.map((value) => Number(value.toFixed(12)))).toEqual([0.1, 0.2]);
    expect(studyTable(study)).toMatch(
      /^mdgl untouched, the last six validations of each run \(iterations 1500–3000\): loss 0\.625 ± 0\.000/
    );
  });
});
