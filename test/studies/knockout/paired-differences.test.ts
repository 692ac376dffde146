import { describe, expect, it } from 'vitest';
import { holm } from '../../../src/core/stats/holm';
import type { StudyPoint } from '../../../src/studies/knockout/curves-csv';
import { formatDifferences, pairedDifferences } from '../../../src/studies/knockout/paired-differences';
import { studyTable } from '../../../src/studies/knockout/study-table';

/** Two validations of a run; only the last counts in a window of 10. */
function run(seed: number, loss: number, accuracy: number, pair: string | null = null, from: number | null = null): StudyPoint[] {
  const point = (iteration: number, l: number, a: number): StudyPoint => ({
    curve: pair ? 'changed' : 'untouched',
    pair,
    from,
    rule: 'mdgl',
    seed,
    iteration,
    loss: l,
    accuracy: a,
    rateHz: 15,
  });
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
    // t of one degree of freedom, 12.706…, times s / √2 = 0.1
    expect(first.loss.low).toBeCloseTo(0.2 - 0.1 * 12.7062, 5);
    expect(first.loss.high).toBeCloseTo(0.2 + 0.1 * 12.7062, 5);
    expect(first.accuracy.mean).toBeCloseTo(-0.2, 12);
    expect(second).toMatchObject({ pair: 'I>E', from: 300 });
    expect(second.losses.map((value) => Number(value.toFixed(12)))).toEqual([0, -0.1]);
  });

  it('tests each mean, and corrects for all of them, of loss and of accuracy', () => {
    const third = [...points, ...run(3, 0.5, 0.7), ...run(3, 0.701, 0.5, 'E>E', 0), ...run(3, 0.55, 0.65, 'I>E', 300)];
    const found = pairedDifferences(third, { first: 1950, last: 2000 }).flatMap(({ loss, accuracy }) => [loss, accuracy]);
    const ps = found.map(({ p }) => p!);
    // p of three values: 1 − t / √(t² + 2); losses of E>E differ by 0.1, 0.3 and 0.201
    const t = 0.601 / 3 / Math.sqrt(((0.1 - 0.601 / 3) ** 2 + (0.3 - 0.601 / 3) ** 2 + (0.201 - 0.601 / 3) ** 2) / 6);
    expect(ps[0]).toBeCloseTo(1 - t / Math.sqrt(t * t + 2), 9);
    expect(found.map(({ holm: corrected }) => corrected)).toEqual(holm(ps));
    expect(found[0].holm).toBeCloseTo(4 * ps[0], 9);
  });

  it('leaves out what has no untouched run', () => {
    expect(pairedDifferences([...points, ...run(3, 9, 0, 'I>I', 0)], { first: 1950, last: 2000 }).map(({ pair }) => pair)).toEqual([
      'E>E',
      'I>E',
    ]);
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
    expect(
      formatDifferences(pairedDifferences(alone, { first: 1950, last: 2000 })).replace(
        /,[\d.-]+,[\d.-]+,[\d.-]+,[\d.-]+(?=,[0-3],[^,]*,[^,]*,[^,]*$)/gm,
        ',low,high,p,holm'
      )
    ).toBe(`pair,from,metric,runs,mean,low,high,p,holm,worse,seed 1,seed 2,seed 3
E>E,0,loss,3,0.166667,low,high,p,holm,3,0.1,0.3,0.1
E>E,0,accuracy,3,-0.1,low,high,p,holm,2,-0.1,-0.3,0.1
I>E,300,loss,2,-0.05,low,high,p,holm,0,0,-0.1,
I>E,300,accuracy,2,0.025,low,high,p,holm,0,0,0.05,
`);
  });

  it('leaves the interval of one seed empty', () => {
    const [, twoSeeds] = formatDifferences(pairedDifferences(points, { first: 1950, last: 2000 })).split('\n');
    expect(twoSeeds).toBe('E>E,0,loss,2,0.2,-1.07062,1.47062,0.295167,1,2,0.1,0.3');
    const [, loss] = formatDifferences(pairedDifferences(points.filter(({ seed }) => seed === 1), { first: 1950, last: 2000 })).split('\n');
    expect(loss).toBe('E>E,0,loss,1,0.1,,,,,1,0.1');
  });

  it('has several pairs in quotes', () => {
    const several = points.map((point) => point.pair === 'E>E' ? { ...point, pair: 'E>I,I>I' } : point);
    expect(formatDifferences(pairedDifferences(several, { first: 1950, last: 2000 }))).toContain('\n"E>I,I>I",0,loss,2,');
  });
});

describe('studyTable', () => {
  it('says what the numbers are, and how many', () => {
    expect(studyTable(points)).toBe(`\
mdgl untouched, iterations 1950–2000: loss 0.300 ± 0.141, accuracy 0.850 ± 0.071 (mean ± sd of 2 runs).
Changed − untouched, paired by seed: mean over seeds [95 % t interval]; p of the t test, corrected for all \
4 intervals here (Holm). Silent is sender>receiver.

silent  from  loss                     p      seeds with higher loss  accuracy                 p
E>E     0     +0.200 [−1.071, +1.471]  1.000  2 of 2                  −0.200 [−1.471, +1.071]  1.000
I>E     300   −0.050 [−0.685, +0.585]  1.000  0 of 2                  +0.025 [−0.293, +0.343]  1.000
`);
  });

  it('of one seed has no intervals', () => {
    const table = studyTable(points.filter(({ seed }) => seed === 1));
    expect(table).toContain('loss 0.200, accuracy 0.900 (one run).\nChanged − untouched, paired by seed: mean over seeds. Silent is');
    expect(table).toContain('E>E     0     +0.100  1 of 1                  −0.100\n');
    expect(table).not.toContain('interval');
    expect(table).not.toContain('random');
  });
});
