import type { Matrix } from '../core/network/matrix';
import { signedColors } from './colors';
import { chart } from './line-chart';
import type { Position, Spec } from './theme';

/** What a matrix is, and of what its rows and columns are; its width in pixels. */
interface MatrixChart {
  readonly description: string;
  /** Title of the vertical axis: what row r stands for. */
  readonly rows: string;
  /** Title of the horizontal axis. */
  readonly columns: string;
  readonly side?: number;
}

/**
 * Draws a matrix as coloured cells, for a notebook: orange below 0, white 0, blue above; hover shows values.
 * @example await show(matrixChart(weights.recurrent, { description: 'recurrent weights', rows: 'from neuron', columns: 'to neuron' }));
 */
export function matrixChart(matrix: Matrix, { description, rows, columns, side = 320 }: MatrixChart): Spec {
  const short = (value: number) => Number(value.toPrecision(4));
  const all = matrix.flatMap((values, row) => Array.from(values, (value, column) => ({ row, column, value: short(value) })));
  const cells = all.filter(({ value }) => value !== 0);
  const largest = cells.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0) || 1;
  const place = (field: string, title: string, count: number): Position => ({
    field, type: 'ordinal', title, scale: { domain: [...Array(count).keys()], padding: 0 },
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
      color: {
        field: 'value', type: 'quantitative', title: null, scale: signedColors(largest),
        legend: { orient: 'right', gradientLength: 100 },
      },
      tooltip: [{ field: 'row', title: rows }, { field: 'column', title: columns }, { field: 'value' }],
    },
  });
}
