import { iterationRange, ticks } from '../../plot/axis-range';
import { labelsOf, stylesOf } from '../../plot/colors';
import { byRule } from '../../plot/curve-panel';
import { endLabels } from '../../plot/end-labels';
import { framedRow } from '../../plot/framed';
import { onePanel } from '../../plot/layout';
import { linesAbove } from '../../plot/marks';
import { fixedScale, type Encode, type Layer, type Spec } from '../../plot/theme';
import type { QuartilePoint } from './quartiles';

/**
 * Draws learning curves as Vega-Lite: the median of each rule's losses and the band between the quartiles, on an axis of powers of ten.
 * @param curves at least one point
 * @param widthMm width of the whole figure in mm, see {@link onePanel}
 * @throws InputError if the width is not allowed
 */
export function quartileSpec(curves: readonly QuartilePoint[], widthMm: number): Spec {
  const styles = stylesOf(curves.map(({ rule }) => rule));
  const layout = onePanel(widthMm, labelsOf(styles));
  const heights = curves.flatMap(({ lower, upper }) => [Math.log10(lower), Math.log10(upper)]);
  const powers = { low: Math.floor(Math.min(...heights)), high: Math.ceil(Math.max(...heights)), step: 1 };
  const axes = { x: iterationRange(curves, 4), y: powers };
  const titleY = { title: 'Loss', titleX: -34, titleY: layout.panelHeight / 2 };
  const yAxis = { values: ticks(powers), labelExpr: "replace(format(pow(10, datum.value), '.0e'), '+', '')", ...titleY };
  const y: Encode = (field) => ({ field, type: 'quantitative', scale: fixedScale(axes.y), axis: yAxis });
  const xAxis = { values: ticks(axes.x), format: 'd', title: 'Training iterations', titleX: layout.panelWidth / 2, titleY: 32 };
  const color = byRule(styles, (style) => style.color);
  const logarithms = ['lower', 'median', 'upper'].map((field) => ({ calculate: `log(datum.${field}) / LN10`, as: `log ${field}` }));
  const most = curves.reduce((runs, point) => Math.max(runs, point.runs), 0);
  const ends = curves.map(({ rule, iteration, median }) => ({ rule, iteration, mean: Math.log10(median) }));
  const panel: Layer = {
    width: layout.panelWidth,
    height: layout.panelHeight,
    data: { name: 'loss' },
    layer: [
      {
        transform: logarithms,
        layer: [
          { mark: { type: 'area', opacity: 0.18 }, encoding: { y: y('log lower'), y2: { field: 'log upper' } } },
          { mark: { type: 'line', strokeWidth: 1.7 }, encoding: { y: y('log median') } },
        ],
        encoding: { x: { field: 'iteration', type: 'quantitative', scale: fixedScale(axes.x), axis: xAxis }, color },
      },
      ...endLabels(ends, axes, styles, layout),
      ...linesAbove([most === 1 ? 'one run' : `median and quartiles of ${most} runs`], -10),
    ],
  };
  const description = 'Learning curves: loss during training, median and quartiles over runs of each rule';
  return framedRow(description, layout, [panel], { loss: [...curves] });
}
