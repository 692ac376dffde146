import { expect, it } from 'vitest';
import { liveCurves } from '../../src/notebook/live-curves';
import { fakeKernel } from './kernel';

const { outputs } = fakeKernel();
const point = (iteration: number, loss: number) => ({ iteration, loss, accuracy: 0.5, rateHz: 10 });
const rowsOf = (n: number) => ((outputs[n].data['application/vnd.vegalite.v5+json'] as { data: { values: object[] } }).data.values);

it('each point replaces the chart in place, and the last one has a picture', async () => {
  const chart = liveCurves(20);
  chart.add('mdgl', point(0, 0.7));
  chart.add('mdgl', point(10, 0.6), 2);
  await chart.finish();
  expect(outputs.map(({ update }) => update)).toEqual([false, true, true, true]);
  expect(new Set(outputs.map(({ transient }) => transient.display_id)).size).toBe(1);
  expect(rowsOf(1)).toEqual([{ rule: 'MDGL', seed: 1, iteration: 0, metric: 'loss', value: 0.7 }, { rule: 'MDGL', seed: 1, iteration: 0, metric: 'accuracy', value: 0.5 }]);
  expect(rowsOf(3)).toHaveLength(4);
  expect(outputs.map(({ data }) => 'image/png' in data)).toEqual([false, false, false, true]);
});

it('two charts do not replace each other', () => {
  liveCurves(20);
  liveCurves(20);
  expect(new Set(outputs.map(({ transient }) => transient.display_id)).size).toBe(2);
});
