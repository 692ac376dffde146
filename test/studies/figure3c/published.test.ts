import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { groupBy } from '../../../src/core/stats/group-by';
import { publishedCurve } from '../../../src/studies/figure3c/curves';
import { readPublished } from '../../../src/studies/figure3c/published';

const folder = mkdtempSync(join(tmpdir(), 'mdgl-published-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('reads the 15 runs of this package, of which one was validated half as often', () => {
  const points = readPublished();
  expect(points[0]).toEqual({ rule: 'bptt', run: 1, iteration: 0, loss: 0.6932598948478699, accuracy: 0.484375 });
  for (const rule of ['bptt', 'mdgl', 'e-prop']) {
    for (let run = 1; run <= 5; run++) {
      const every = rule === 'bptt' && run === 1 ? 20 : 10;
      const iterations = points.filter((point) => point.rule === rule && point.run === run).map((point) => point.iteration);
      expect(iterations, `${rule} ${run}`).toEqual(Array.from({ length: 2000 / every + 1 }, (_, n) => every * n));
    }
  }
  expect(points).toHaveLength(14 * 201 + 101);
});

it('draws the moving mean of the runs\' mean, which is over fewer runs where one was not validated', () => {
  const losses = (iteration: number, ...values: number[]) =>
    values.map((loss, n) => ({ rule: 'bptt', run: n + 1, iteration, loss, accuracy: 0.5 }));
  // means 2, 6, 1, whose moving means over 5 are all 3; the last point is dropped
  const points = [...losses(0, 1, 3), ...losses(10, 6), ...losses(20, 0, 2)];
  expect(publishedCurve(points, 'loss')).toEqual([{ iteration: 0, value: 3 }, { iteration: 10, value: 3 }]);
});

it('draws 200 points a rule, whatever the order of the runs', () => {
  for (const [rule, points] of groupBy(readPublished(), (point) => point.rule)) {
    expect(publishedCurve(points, 'loss').map((sample) => sample.iteration), rule).toEqual(Array.from({ length: 200 }, (_, n) => 10 * n));
  }
});

it('names a file that is missing or malformed', () => {
  const path = join(folder, 'none.csv');
  expect(() => readPublished(path)).toThrow(`${path}: cannot be read (ENOENT)`);
  writeFileSync(path, 'rule,run,iteration,loss\nbptt,1,0,0.69\n');
  expect(() => readPublished(path)).toThrow(`${path}: line 1 has no column "accuracy"`);
});
