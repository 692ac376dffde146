import { framed } from '../../plot/framed';
import { ink, type, type Spec } from '../../plot/theme';
import { matrixLayout, type MatrixLayout } from './type-signal-layout';
import type { TypeSignalCell, TypeSignalPanel } from './type-signal-numbers';

/** Below 0, 0 and above, as in {@link matrixChart}; the ends have the same lightness, in grey the numbers' signs tell them apart. */
const diverging = ['#c2610c', '#ffffff', '#2f6db3'];
/** Beyond this share of the largest entry the colour is dark, and numbers are white. */
const dark = 0.8;

/**
 * Matrices of type-to-type signals as Vega-Lite (schema 5, features of 5.6, data inline): sender across, receiver down, w̄ as
 * colour and as a number. All matrices share their colours.
 *
 * As in {@link figure3cSpec}, positions are fixed numbers.
 *
 * @param panels at least one, each with at least one cell
 * @param widthMm width of the whole figure in mm
 * @throws {InputError} if the width is not allowed
 */
export function typeSignalsSpec(panels: readonly TypeSignalPanel[], widthMm: number): Spec {
  const cells = panels.flatMap((panel) => panel.cells);
  const types = [...new Set(cells.map((cell) => cell.receiver))];
  const layout = matrixLayout(widthMm, panels.length, types.length);
  const largest = cells.reduce((most, cell) => Math.max(most, Math.abs(cell.mean)), 0) || 1;
  return framed('Mean weight by which a cell type’s modulatory signal reaches another, sender by receiver, before and after training', layout,
    panels.map((panel, n) => panelSpec(panel, n, types, largest, layout)));
}

function panelSpec({ title, cells }: TypeSignalPanel, n: number, types: string[], largest: number, layout: MatrixLayout): Spec {
  const { side, stacked } = layout;
  const labelled = n === 0 || stacked;
  const axis = { domain: false, ticks: false, labelPadding: 6, labelAngle: 0 };
  const place = {
    x: { field: 'sender', type: 'ordinal', scale: { domain: types, padding: 0 }, axis: { ...axis, title: 'Sender', titleX: side / 2, titleY: 34 } },
    y: { field: 'receiver', type: 'ordinal', scale: { domain: types, padding: 0 }, axis: { ...axis, labels: labelled, title: labelled ? 'Receiver' : null, titleX: -34, titleY: side / 2 } },
  };
  return {
    width: side,
    height: side,
    data: { values: cells.map((each) => ({ ...each, ...texts(each), light: Math.abs(each.mean) > dark * largest })) },
    layer: [
      {
        mark: { type: 'rect', stroke: 'white', strokeWidth: 2 },
        encoding: { ...place, color: { field: 'mean', type: 'quantitative', scale: { domain: [-largest, 0, largest], range: diverging, interpolate: 'rgb', nice: false }, legend: null } },
      },
      { ...number(-6, type.title, 'bold'), encoding: { ...place, text: { field: 'value', type: 'nominal' }, color: textColor } },
      { ...number(9, type.note, 'normal'), encoding: { ...place, text: { field: 'spread', type: 'nominal' }, color: textColor } },
      heading(title, -10, type.title),
      ...(n === 0 ? noteLayers(cells, layout.narrow) : []),
    ],
  };
}

const textColor = { condition: { test: 'datum.light', value: 'white' }, value: ink };

function number(dy: number, fontSize: number, fontWeight: string): Spec {
  return { mark: { type: 'text', align: 'center', baseline: 'middle', dy, fontSize, fontWeight } };
}

/** −0.46 and ± 0.03, always with a sign, which tells blue from orange in grey. */
function texts({ mean, sd }: TypeSignalCell): { value: string; spread: string } {
  const size = Math.abs(mean).toFixed(2);
  const sign = Number(size) === 0 ? '' : mean < 0 ? '−' : '+';
  return { value: sign + size, spread: sd === null ? '' : `± ${sd.toFixed(2)}` };
}

function heading(text: string, y: number, fontSize: number): Spec {
  return {
    data: { values: [{}] },
    mark: { type: 'text', text, color: ink, align: 'left', baseline: 'alphabetic', fontSize },
    encoding: { x: { value: 0 }, y: { value: y } },
  };
}

/** What the numbers are, above the first matrix. */
function noteLayers(cells: readonly TypeSignalCell[], narrow: boolean): Spec[] {
  const runs = cells.reduce((most, cell) => Math.max(most, cell.runs), 0);
  const parts = ['w̄: mean weight of the synapses', `from receiver to sender${runs > 1 ? `; mean ± sd over ${runs} runs` : ''}`];
  const lines = narrow ? parts : [parts.join(' ')];
  return lines.map((line, i) => heading(line, -28 - 12 * (lines.length - 1 - i), type.note));
}
