import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mean } from 'simple-statistics';
import { afterAll, expect, it } from 'vitest';
import { publishedCurves, publishedFinal, readPublished } from '../../src/figures/published';

const folder = mkdtempSync(join(tmpdir(), 'mdgl-published-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('reads the summary of this package', () => {
  const points = readPublished();
  expect(points).toHaveLength(3 * 201);
  expect(points[0]).toEqual({ rule: 'bptt', iteration: 0, loss: 0.69317, accuracy: 0.50937 });
});

it('draws 200 smoothed points a rule', () => {
  const curve = publishedCurves(readPublished(), 'loss').get('e-prop')!;
  expect(curve).toHaveLength(200);
  expect(curve.at(-1)!.iteration).toBe(1990);
  // Iterations 1970–2000, the four that exist around 1990.
  expect(curve.at(-1)!.value).toBeCloseTo((0.47534 + 0.50459 + 0.47217 + 0.50567) / 4, 12);
});

it.each(Object.keys(publishedFinal))('has final values of %s that agree with the summary', (rule) => {
  const last = readPublished().filter((point) => point.rule === rule && point.iteration >= 1950);
  expect(last).toHaveLength(6);
  // One BPTT run has no rows at 1950, 1970 and 1990.
  const tolerance = rule === 'bptt' ? 0.0025 : 0.0006;
  for (const metric of ['loss', 'accuracy'] as const) {
    const difference = mean(last.map((point) => point[metric])) - publishedFinal[rule]![metric].mean;
    expect(Math.abs(difference)).toBeLessThan(tolerance);
  }
});

it('names a file that is missing or malformed', () => {
  const path = join(folder, 'none.csv');
  expect(() => readPublished(path)).toThrow(`${path}: cannot be read (ENOENT)`);
  writeFileSync(path, 'rule,iteration,loss_mean\nbptt,0,0.69\n');
  expect(() => readPublished(path)).toThrow(`${path}: line 1 has no column "accuracy_mean"`);
});
