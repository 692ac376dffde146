import { signedColors } from '../../plot/colors';
import { framedRow } from '../../plot/framed';
import { linesAbove, textAt } from '../../plot/marks';
import { ink, type, type Layer, type MarkStyle, type Position, type Spec } from '../../plot/theme';
import { matrixLayout, type MatrixLayout } from './type-signal-layout';
import type { TypeSignalCell, TypeSignalPanel } from './type-signal-numbers';

const DESCRIPTION = 'Mean weight by which a cell type’s modulatory signal reaches another, sender by receiver, before and after training';
/** Beyond this share of the largest entry the colour is dark, and numbers are white. */
const dark = 0.8;

/**
 * Draws matrices of type-to-type signals as Vega-Lite (schema 5, features of 5.6, data inline): sender across, receiver down, w̄ as colour
 * and as a number. All matrices share their colours.
 *
 * As in {@link figure3cSpec}, positions are fixed numbers.
 * @param panels at least one, each with at least one cell
 * @param widthMm width of the whole figure in mm
 * @throws InputError if the width is not allowed
 */
export function typeSignalsSpec(panels: readonly TypeSignalPanel[], widthMm: number): Spec {
  const cells = panels.flatMap((panel) => panel.cells);
  const types = [...new Set(cells.map((cell) => cell.receiver))];
  const layout = matrixLayout(widthMm, panels.length, types.length);
  const largest = cells.reduce((most, cell) => Math.max(most, Math.abs(cell.mean)), 0) || 1;
  const matrices = panels.map((panel, n) => matrixPanel(panel, n, types, largest, layout));
  return framedRow(DESCRIPTION, layout, matrices);
}

function matrixPanel({ title, cells }: TypeSignalPanel, n: number, types: string[], largest: number, layout: MatrixLayout): Layer {
  const { side, stacked } = layout;
  const labelled = n === 0 || stacked;
  const axis = { domain: false, ticks: false, labelPadding: 6, labelAngle: 0 };
  const place = (field: string, look: { labels?: boolean; title: string | null; titleX: number; titleY: number }): Position => ({
    field, type: 'ordinal', scale: { domain: types, padding: 0 }, axis: { ...axis, ...look },
  });
  const places = {
    x: place('sender', { title: 'Sender', titleX: side / 2, titleY: 34 }),
    y: place('receiver', { labels: labelled, title: labelled ? 'Receiver' : null, titleX: -34, titleY: side / 2 }),
  };
  const number = (field: string, style: MarkStyle): Layer => ({
    mark: { type: 'text', align: 'center', baseline: 'middle', ...style },
    encoding: { ...places, text: { field, type: 'nominal' }, color: { condition: { test: 'datum.light', value: 'white' }, value: ink } },
  });
  return {
    width: side,
    height: side,
    data: { values: cells.map((each) => ({ ...each, ...textsOf(each), light: Math.abs(each.mean) > dark * largest })) },
    layer: [
      {
        mark: { type: 'rect', stroke: 'white', strokeWidth: 2 },
        encoding: { ...places, color: { field: 'mean', type: 'quantitative', scale: signedColors(largest), legend: null } },
      },
      number('value', { dy: -6, fontSize: type.title, fontWeight: 'bold' }),
      number('spread', { dy: 9, fontSize: type.note, fontWeight: 'normal' }),
      textAt(title, 0, -10, { fontSize: type.title }),
      ...(n === 0 ? linesAbove(noteOf(cells, layout.narrow), -28) : []),
    ],
  };
}

/** Writes −0.46 and ± 0.03, always with a sign, which tells blue from orange in grey. */
function textsOf({ mean, sd }: TypeSignalCell): { value: string; spread: string } {
  const size = Math.abs(mean).toFixed(2);
  const sign = Number(size) === 0 ? '' : mean < 0 ? '−' : '+';
  return { value: sign + size, spread: sd === null ? '' : `± ${sd.toFixed(2)}` };
}

/** Says what the numbers are. */
function noteOf(cells: readonly TypeSignalCell[], narrow: boolean): string[] {
  const runs = cells.reduce((most, cell) => Math.max(most, cell.runs), 0);
  const parts = ['w̄: mean weight of the synapses', `from receiver to sender${runs > 1 ? `; mean ± sd over ${runs} runs` : ''}`];
  return narrow ? parts : [parts.join(' ')];
}
