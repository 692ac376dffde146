import { groupBy } from '../core/stats/group-by';
import { axisRange, iterationRange, ticks } from './axis-range';
import type { RuleStyle } from './colors';
import type { DrawnPoint } from './drawn-point';
import { endLabels, type CurveAxes } from './end-labels';
import type { PanelSize } from './layout';
import { pixels, strokeAt } from './marks';
import { fixedScale, type Encode, type Layer, type MarkStyle, type Position } from './theme';

/** How an axis is named: with a title or none, in the middle or elsewhere, and if so without the labels of its ticks. */
interface AxisLook {
  readonly labels?: boolean;
  readonly title: string | null;
  readonly titleX?: number;
}

/** What a panel shows beside its points. */
export interface CurvePanel {
  /** Name of its data in the figure; they are the panel's points. */
  readonly data: string;
  readonly axes: CurveAxes;
  readonly size: PanelSize;
  /** Looks by what stands in place of the rule; curves of different widths lie on one another in this order. */
  readonly styles: Map<string, RuleStyle>;
  readonly x: AxisLook;
  readonly y: AxisLook;
  /** Iteration at which a dotted line stands; none at 0. */
  readonly from?: number;
  readonly bandOpacity?: number;
  /** Whether hovering shows values. */
  readonly hover?: boolean;
  /** Whether the curves are named at their ends; they are by default. */
  readonly isNamed?: boolean;
  /** What stands above the panel. */
  readonly above?: readonly Layer[];
}

/** Finds the axes on which all points can be drawn: iterations, and the heights of means, bands and published means. */
export function axesOf(points: readonly DrawnPoint[], { panelWidth }: PanelSize, limits: { low?: number; high?: number }): CurveAxes {
  return { x: iterationRange(points, panelWidth < 140 ? 2 : 4), y: axisRange(heightsOf(points), limits) };
}

/** Finds every height that a panel has to hold. */
export function heightsOf(points: readonly DrawnPoint[]): number[] {
  return points.flatMap(({ mean, sd, published }) =>
    [...(mean === null ? [] : [mean - (sd ?? 0), mean + (sd ?? 0)]), ...(published === null ? [] : [published])]);
}

/** Draws a panel of learning curves, named at their right, with a line at 0 where the axis goes through it. */
export function curvePanel(points: readonly DrawnPoint[], panel: CurvePanel): Layer {
  const { data, axes, size, styles, from = 0, isNamed = true, above = [] } = panel;
  const { panelWidth, panelHeight } = size;
  const yAxis = { values: ticks(axes.y), ...panel.y, titleX: panel.y.titleX ?? -34, titleY: panelHeight / 2 };
  const y: Encode = (field) => ({ field, type: 'quantitative', scale: fixedScale(axes.y), axis: yAxis });
  const xAxis = { values: ticks(axes.x), format: 'd', ...panel.x, titleX: panel.x.titleX ?? panelWidth / 2, titleY: 32 };
  const x: Position = { field: 'iteration', type: 'quantitative', scale: fixedScale(axes.x), axis: xAxis };
  return {
    width: panelWidth,
    height: panelHeight,
    data: { name: data },
    layer: [
      ...(axes.y.low < 0 && axes.y.high > 0 ? [zeroLine(axes, size)] : []),
      ...(from > 0 ? [fromLine(from, axes, size)] : []),
      { layer: curveLayers(points, y, panel), encoding: { x, color: byRule(styles, ({ color }) => color) } },
      ...(isNamed ? endLabels(points, axes, styles, size) : []),
      ...above,
    ],
  };
}

/**
 * Makes the layers of a panel's curves, from back to front: band of mean ± sd, published mean (thin, dashed), mean. A curve of a single
 * point, which no line shows, is a dot. Layers without any data are left out.
 */
function curveLayers(points: readonly DrawnPoint[], y: Encode, { styles, bandOpacity = 0.18, hover }: CurvePanel): Layer[] {
  const has = (field: keyof DrawnPoint) => points.some((point) => point[field] !== null);
  const looks = [...styles.values()];
  const dash = looks.some((look) => look.dash) && { strokeDash: byRule(styles, (look) => look.dash ?? []) };
  const line = (field: string, style: MarkStyle, rule?: string): Layer => ({
    transform: [present(field), ...(rule === undefined ? [] : [{ filter: { field: 'rule', equal: rule } }])],
    mark: { type: 'line', ...style },
    encoding: { y: y(field), ...dash },
  });
  const means = looks.some(({ width }) => width !== undefined)
    ? [...styles].map(([rule, { width }]) => line('mean', { strokeWidth: width }, rule))
    : [line('mean', { strokeWidth: 1.7 })];
  const lonely = rulesOfOnePoint(points);
  return [
    ...(has('sd') ? [band(y, bandOpacity)] : []),
    ...(has('published') ? [line('published', { strokeWidth: 0.9, strokeDash: [3.5, 2] })] : []),
    ...means,
    ...(lonely.length > 0 ? [dots(y, lonely)] : []),
    ...(hover ? [hoverPoints(y)] : []),
  ];
}

function band(y: Encode, opacity: number): Layer {
  return {
    transform: [present('sd'), { calculate: 'datum.mean - datum.sd', as: 'low' }, { calculate: 'datum.mean + datum.sd', as: 'high' }],
    mark: { type: 'area', opacity },
    encoding: { y: y('low'), y2: { field: 'high' } },
  };
}

function dots(y: Encode, rules: string[]): Layer {
  const filter = { filter: { field: 'rule', oneOf: rules } };
  return { transform: [present('mean'), filter], mark: { type: 'point', filled: true, size: 20, opacity: 1 }, encoding: { y: y('mean') } };
}

/** Makes points, unseen, that answer to the mouse one by one; a line does so with its first point only. */
function hoverPoints(y: Encode): Layer {
  const number = (field: string) => ({ field, type: 'quantitative' as const, format: '.3f' });
  const tooltip = [{ field: 'rule' }, { field: 'iteration', type: 'quantitative' as const }, ...['mean', 'sd', 'published'].map(number)];
  return { transform: [present('mean')], mark: { type: 'point', filled: true, size: 60, opacity: 0 }, encoding: { y: y('mean'), tooltip } };
}

function present(field: string) {
  return { filter: `isValid(datum.${field})` };
}

function rulesOfOnePoint(points: readonly DrawnPoint[]): string[] {
  const means = points.filter((point) => point.mean !== null);
  return [...groupBy(means, (point) => point.rule)].flatMap(([rule, { length }]) => length === 1 ? [rule] : []);
}

/** Makes the scale by rule, the same in every panel. */
export function byRule<Look extends string | number[]>(styles: Map<string, RuleStyle>, look: (style: RuleStyle) => Look) {
  const scale = { domain: [...styles.keys()], range: [...styles.values()].map(look) };
  return { field: 'rule', type: 'nominal' as const, scale, legend: null };
}

function zeroLine({ y: { low, high } }: CurveAxes, { panelWidth, panelHeight }: PanelSize): Layer {
  const y = pixels((panelHeight * high) / (high - low));
  return strokeAt({ x: 0, x2: panelWidth, y, y2: y }, { strokeWidth: 0.5, opacity: 0.6 });
}

function fromLine(from: number, { x: { low, high } }: CurveAxes, { panelWidth, panelHeight }: PanelSize): Layer {
  const x = pixels((panelWidth * (from - low)) / (high - low));
  return strokeAt({ x, y: 0, x2: x, y2: panelHeight }, { strokeWidth: 0.7, strokeDash: [1, 2] });
}
