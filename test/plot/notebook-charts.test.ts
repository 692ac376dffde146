import { describe, expect, it } from 'vitest';
import { barChart } from '../../src/plot/bar-chart';
import { lineChart } from '../../src/plot/line-chart';
import { matrixChart } from '../../src/plot/matrix-chart';
import { renderSvg } from '../../src/plot/svg';
import type { Spec } from '../../src/plot/theme';
import { placedTexts } from '../support/svg-texts';
import { warningsOf } from '../support/warnings';

const axes = { x: { field: 't', title: 'Time (ms)' }, y: { field: 'v', title: 'Membrane' } };
const rows = [0, 1, 2].flatMap((t) => ['a', 'b'].map((line) => ({ t, line, v: t * t, panel: line, beta: line === 'a' ? 0 : 1 })));
const textsOf = async (spec: Spec) => {
  expect(warningsOf(spec)).toEqual([]);
  return placedTexts(await renderSvg(spec)).map(({ text }) => text);
};
const linesOf = async (spec: Spec) => {
  const groups = [...(await renderSvg(spec)).matchAll(/class="mark-line role-mark[^"]*"[^>]*>(.*?)<\/g>/g)];
  return groups.flatMap(([, inner]) => [...inner.matchAll(/<path d="M/g)]).length;
};

describe('charts for notebooks', () => {
  it('draw a line a series, titles and a legend', async () => {
    const spec = lineChart({ description: 'lines', data: rows, ...axes, series: 'line', colors: { a: '#111111', b: '#222222' } });
    expect(await textsOf(spec)).toEqual(expect.arrayContaining(['Time (ms)', 'Membrane', 'a', 'b']));
    expect(await linesOf(spec)).toBe(2);
  });

  it('draw panels side by side', async () => {
    const spec = lineChart({ description: 'panels', data: rows, ...axes, panel: 'panel' });
    expect(await textsOf(spec)).toEqual(expect.arrayContaining(['a', 'b']));
  });

  it('draw only what the sliders choose, and lists as whole lines', async () => {
    const slider = { field: 'beta', title: 'β', min: 0, max: 1, step: 1, value: 1 };
    const lists = [0, 1].map((beta) => ({ beta, t: [0, 1], v: [0, 10 ** (1 + beta)] }));
    const textsAt = (value: number) =>
      textsOf(lineChart({ description: 'sliders', data: lists, ...axes, sliders: [{ ...slider, value }], flatten: ['t', 'v'] }));
    expect(await textsAt(1)).toContain('100');
    expect(await textsAt(0)).not.toContain('100');
  });

  it('draw bars with intervals, and matrices', async () => {
    const data = [{ name: 'MDGL', x: 1, low: 0.5, high: 2 }];
    const [value, interval] = [{ field: 'x', title: 'Cosine' }, { low: 'low', high: 'high' }];
    const bars = barChart({ description: 'bars', data, name: 'name', value, interval });
    expect(await textsOf(bars)).toEqual(expect.arrayContaining(['MDGL', 'Cosine']));
    const matrix = matrixChart([Float64Array.of(0, -1), Float64Array.of(2, 0)], { description: 'matrix', rows: 'from', columns: 'to' });
    expect(await textsOf(matrix)).toEqual(expect.arrayContaining(['from', 'to', '0', '1']));
  });
});
