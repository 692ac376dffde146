import type { Matrix } from '../core/network/matrix';
import { chart } from './line-chart';
import type { Spec } from './theme';

/** Below 0, 0 and above, the colours of inhibitory and excitatory neurons; both ends differ for colour-blind readers. */
const diverging = ['#c2610c', '#ffffff', '#2f6db3'];

/**
 * A matrix as coloured cells, for a notebook: orange below 0, white 0, blue above; hover shows values.
 * @param rows title of the vertical axis: what row r stands for
 * @param columns title of the horizontal axis
 * @example
 * await show(matrixChart(weights.recurrent, { description: 'recurrent weights', rows: 'from neuron', columns: 'to neuron' }));
 */
export function matrixChart(matrix: Matrix, { description, rows, columns, side = 320 }: { description: string; rows: string; columns: string; side?: number }): Spec {
  const cells = matrix.flatMap((values, row) => Array.from(values, (value, column) => ({ row, column, value: Number(value.toPrecision(4)) })).filter(({ value }) => value !== 0));
  const largest = cells.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0) || 1;
  const place = (field: string, title: string, count: number): Spec => ({
    field, type: 'ordinal', title, scale: { domain: Array.from({ length: count }, (_, n) => n), padding: 0 },
    axis: { labelExpr: count > 20 ? 'datum.value % 20 == 0 ? datum.label : ""' : 'datum.label', ticks: false, labelAngle: 0 },
  });
  return chart(description, {
    data: { values: cells },
    width: side,
    height: (side * matrix.length) / matrix[0].length,
    view: { stroke: '#bbbbbb' },
    mark: { type: 'rect' },
    encoding: {
      x: place('column', columns, matrix[0].length),
      y: place('row', rows, matrix.length),
      color: { field: 'value', type: 'quantitative', title: null, scale: { domain: [-largest, 0, largest], range: diverging, interpolate: 'rgb', nice: false }, legend: { orient: 'right', gradientLength: 100 } },
      tooltip: [{ field: 'row', title: rows }, { field: 'column', title: columns }, { field: 'value' }],
    },
  });
}
