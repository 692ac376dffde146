import { expect, it, vi } from 'vitest';
import { liveCurves } from '../../src/notebook/live-curves';
import { fakeKernel } from './kernel';

const { outputs } = fakeKernel();
const point = (iteration: number, loss: number) => ({ iteration, loss, accuracy: 0.5, rateHz: 10 });
const rowsOf = (n: number) => ((outputs[n].data['application/vnd.vegalite.v5+json'] as { data: { values: object[] } }).data.values);

it('the chart grows in place, and the last one has a picture', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const chart = liveCurves(20);
  // Panels without points hang JupyterLab's Vega.
  expect(outputs).toHaveLength(0);
  chart.add('mdgl', point(0, 0.7));
  clock.mockReturnValue(2000);
  chart.add('mdgl', point(10, 0.6), 2);
  clock.mockReturnValue(2400);
  chart.add('mdgl', point(20, 0.5), 2);
  clock.mockRestore();
  await chart.finish();
  expect(outputs.map(({ update }) => update)).toEqual([false, true, true]);
  expect(new Set(outputs.map(({ transient }) => transient.display_id)).size).toBe(1);
  expect(rowsOf(0)).toEqual([
    { rule: 'MDGL', seed: 1, iteration: 0, metric: 'loss', value: 0.7 },
    { rule: 'MDGL', seed: 1, iteration: 0, metric: 'accuracy', value: 0.5 },
  ]);
  expect([0, 1, 2].map((n) => rowsOf(n).length)).toEqual([2, 4, 6]);
  // A pixel until then: where there is no picture JupyterLab makes one, and draws the chart again.
  expect(
    outputs
      .map(({ data }) => Buffer.from(data['image/png'] as string, 'base64'))
      .map((png) => [png.readUInt32BE(16) > 100, png.readUInt32BE(20) > 100])
  ).toEqual([
    [false, false],
    [false, false],
    [true, true],
  ]);
});

it('nothing is drawn where no point came', async () => {
  await liveCurves(20).finish();
  expect(outputs).toHaveLength(0);
});

it('two charts do not replace each other', () => {
  liveCurves(20).add('mdgl', point(0, 0.7));
  liveCurves(20).add('mdgl', point(0, 0.7));
  expect(new Set(outputs.map(({ transient }) => transient.display_id)).size).toBe(2);
});
