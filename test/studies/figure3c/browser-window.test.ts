import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plotlyFigure, windowOpener } from '../../../src/studies/figure3c/browser-window';

const point = (iteration: number, mean: number, sd: number | null, published: number | null) => ({
  rule: 'mdgl',
  iteration,
  runs: 2,
  mean,
  sd,
  published,
});

it('a window shows means, their band there and back, and published means, in both panels', () => {
  const numbers = [point(0, 0.7, 0.1, 0.75), point(10, 0.5, null, null), point(20, 0.4, 0.2, 0.3)];
  const { data } = plotlyFigure({ loss: numbers, accuracy: [point(0, 0.5, null, null)] } as never);
  expect(data).toMatchObject([
    { name: 'MDGL', xaxis: 'x', showlegend: true, x: [0, 10, 20], y: [0.7, 0.5, 0.4], line: { color: '#1e9a45' } },
    { name: 'MDGL ± sd', x: [0, 20, 20, 0], fill: 'toself' },
    { name: 'MDGL, published', x: [0, 20], y: [0.75, 0.3], line: { dash: 'dash' } },
    { name: 'MDGL', xaxis: 'x2', showlegend: false, x: [0], y: [0.5] },
  ]);
  expect((data[1].y as number[]).map((y) => y.toFixed(1))).toEqual(['0.8', '0.6', '0.2', '0.6']);
});

it('without nodeplotlib, a line says how to install the version that is tried', () => {
  const { peerDependencies, peerDependenciesMeta } = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8'));
  expect(peerDependenciesMeta.nodeplotlib).toEqual({ optional: true });
  expect(windowOpener).toThrow(
    `nodeplotlib, which is not installed; npm install --no-save --save-prod nodeplotlib@${peerDependencies.nodeplotlib} gets it`
  );
});
