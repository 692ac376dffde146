import { describe, expect, it } from 'vitest';
import type { StudyPoint } from '../../src/experiments/curves-csv';
import { formatDifferences, pairedDifferences } from '../../src/figures/paired-differences';
import { studyTable } from '../../src/figures/study-table';

/** Two validations of a run; only the last counts in a window of 10. */
function run(seed: number, loss: number, accuracy: number, pair: string | null = null, from: number | null = null): StudyPoint[] {
  const point = (iteration: number, l: number, a: number): StudyPoint => ({ curve: pair ? 'changed' : 'untouched', pair, from, rule: 'mdgl', seed, iteration, loss: l, accuracy: a, rateHz: 15 });
  return [point(0, 0.69, 0.5), point(1950, loss - 0.01, accuracy), point(2000, loss + 0.01, accuracy)];
}

const points = [
  ...run(1, 0.2, 0.9), ...run(2, 0.4, 0.8),
  ...run(1, 0.3, 0.8, 'E>E', 0), ...run(2, 0.7, 0.5, 'E>E', 0),
  ...run(2, 0.3, 0.85, 'I>E', 300), ...run(1, 0.2, 0.9, 'I>E', 300),
];

describe('pairedDifferences', () => {
  it('takes of each seed the mean over the window, changed − untouched', () => {
    const [first, second, ...others] = pairedDifferences(points, { first: 1950, last: 2000 });
    expect(others).toEqual([]);
    expect(first).toMatchObject({ pair: 'E>E', from: 0 });
    expect(first.losses.map((value) => Number(value.toFixed(12)))).toEqual([0.1, 0.3]);
    expect(first.loss.mean).toBeCloseTo(0.2, 12);
    expect(first.loss.interval!.low).toBeCloseTo(0.1, 12);
    expect(first.loss.interval!.high).toBeCloseTo(0.3, 12);
    expect(first.accuracy.mean).toBeCloseTo(-0.2, 12);
    expect(second).toMatchObject({ pair: 'I>E', from: 300 });
    expect(second.losses.map((value) => Number(value.toFixed(12)))).toEqual([0, -0.1]);
  });

  it('passes over seeds without an untouched run', () => {
    const alone = [...points, ...run(3, 9, 0, 'E>E', 0)];
    expect(pairedDifferences(alone, { first: 1950, last: 2000 })[0].losses).toHaveLength(2);
  });

  it('gives the same digits each time', () => {
    expect(pairedDifferences(points, { first: 0, last: 2000 })).toEqual(pairedDifferences(points, { first: 0, last: 2000 }));
  });
});

describe('formatDifferences', () => {
  it('has a row a metric with mean, interval, and each seed', () => {
    const alone = [...points, ...run(3, 0.5, 0.7), ...run(3, 0.6, 0.8, 'E>E', 0)];
    expect(formatDifferences(pairedDifferences(alone, { first: 1950, last: 2000 })).replace(/,[\d.-]+,[\d.-]+(?=,[1-3],)/g, ',low,high')).toBe(`pair,from,metric,runs,mean,low,high,worse,seed 1,seed 2,seed 3
E>E,0,loss,3,0.166667,low,high,3,0.1,0.3,0.1
E>E,0,accuracy,3,-0.1,low,high,2,-0.1,-0.3,0.1
I>E,300,loss,2,-0.05,-0.1,0,0,0,-0.1,
I>E,300,accuracy,2,0.025,0,0.05,0,0,0.05,
`);
  });

  it('leaves the interval of one seed empty', () => {
    const [, loss] = formatDifferences(pairedDifferences(points.filter(({ seed }) => seed === 1), { first: 1950, last: 2000 })).split('\n');
    expect(loss).toBe('E>E,0,loss,1,0.1,,,1,0.1');
  });
});

describe('studyTable', () => {
  it('says what the numbers are, and that few seeds make rough intervals', () => {
    expect(studyTable(points)).toBe(`mdgl untouched, iterations 1950–2000: loss 0.300 ± 0.141, accuracy 0.850 ± 0.071 (mean ± sd of 2 runs).
Changed − untouched, paired by seed: mean over seeds [95 % bootstrap interval]. A silent pair is sender>receiver.

silent  from  loss                     seeds with higher loss  accuracy
E>E     0     +0.200 [+0.100, +0.300]  2 of 2                  −0.200 [−0.300, −0.100]
I>E     300   −0.050 [−0.100, +0.000]  0 of 2                  +0.025 [+0.000, +0.050]

An interval from 2 seeds is rough: it rests on 2 differences and is narrower than 95 % would be.
`);
  });

  it('of one seed has no intervals', () => {
    const table = studyTable(points.filter(({ seed }) => seed === 1));
    expect(table).toContain('loss 0.200, accuracy 0.900 (one run).\nChanged − untouched, paired by seed: mean over seeds. A silent pair');
    expect(table).toContain('E>E     0     +0.100  1 of 1                  −0.100\n');
    expect(table).not.toContain('interval');
  });
});
