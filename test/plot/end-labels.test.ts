import { expect, it } from 'vitest';
import { stylesOf } from '../../src/plot/colors';
import { endLabels, lineEnds } from '../../src/plot/end-labels';

const axes = { x: { low: 0, high: 2000, step: 500 }, y: { low: 0, high: 1, step: 0.2 } };
const size = { panelWidth: 200, panelHeight: 100 };
const point = (rule: string, iteration: number, mean: number | null) => ({
  rule, iteration, mean, runs: 1, sd: null, published: 0.1,
});

it('puts a label at the height of the last mean', () => {
  const points = [point('mdgl', 0, 0.9), point('mdgl', 1990, 0.24), point('mdgl', 2000, null)];
  expect(lineEnds(points, axes, stylesOf(['mdgl']), size)).toEqual([
    { label: 'MDGL', color: '#1e9a45', lineX: 199, lineY: 76, labelY: 76 },
  ]);
});

it('moves labels apart that would overlap', () => {
  const points = [point('bptt', 1990, 0.5), point('mdgl', 1990, 0.5)];
  const [bptt, mdgl] = lineEnds(points, axes, stylesOf(['bptt', 'mdgl']), size);
  expect(mdgl!.labelY - bptt!.labelY).toBeCloseTo(1.2 * 9.33, 1);
  expect(mdgl!.lineY).toBe(bptt!.lineY);
});

it('draws a stroke to a label only where the line ends elsewhere, dotted if it ends early', () => {
  const marks = (...points: ReturnType<typeof point>[]) =>
    endLabels(points, axes, stylesOf(points.map(({ rule }) => rule)), size).map((layer) => 'mark' in layer && layer.mark);
  expect(marks(point('mdgl', 1990, 0.24))).toMatchObject([{ type: 'text', text: 'MDGL', color: '#1e9a45' }]);
  const moved = marks(point('bptt', 1990, 0.5), point('mdgl', 1990, 0.5));
  expect(moved).toMatchObject([{ type: 'rule' }, { type: 'text' }, { type: 'rule' }, { type: 'text' }]);
  expect(moved[0]).not.toHaveProperty('strokeDash');
  expect(marks(point('mdgl', 800, 0.24))).toMatchObject([{ type: 'rule', strokeDash: [0.7, 3] }, { type: 'text' }]);
});
