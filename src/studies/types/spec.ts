import { groupBy } from '../../core/stats/group-by';
import { axisRange, iterationRange, ticks } from '../../plot/axis-range';
import { labelsOf, type RuleStyle } from '../../plot/colors';
import { byRule, curvePanel, heightsOf } from '../../plot/curve-panel';
import type { DrawnPoint } from '../../plot/drawn-point';
import { framedRow } from '../../plot/framed';
import { figureLayout, narrowMm, type FigureLayout } from '../../plot/layout';
import { linesAbove, textAt } from '../../plot/marks';
import { fixedScale, type, type Layer, type Spec } from '../../plot/theme';
import { nameOfWindow, type Window } from '../curves/final-window';
import { meanOfRuns } from '../curves/mean-of-runs';
import type { GammaRow } from './folder';
import type { Split, TypesResult } from './numbers';
import { splitKey, typesStyles } from './styles';

const DESCRIPTION = 'How many types MDGL needs: final loss against the number of types, single seeds and means, between e-prop and '
  + 'MDGLbca; and how much of the variance of MDGLbca’s Γ each explains over training';

/** Between the panels, for the axis of the one on the right or above; in pixels. */
const GAP = 66;

/** How far the two splits of one number stand from its tick, in steps from tick to tick. */
const OFFSET: Readonly<Record<Split, number>> = { own: 0, random: -0.14, clusters: 0.14 };

/**
 * Draws a study of cell types as Vega-Lite: on the left the final loss of each seed, and the mean over seeds, against the number of types;
 * on the right how much of MDGLbca's Γ is explained over training.
 * @param widthMm width of the whole figure in mm, see {@link figureLayout}
 * @throws InputError if the width is not allowed
 */
export function typesSpec(results: readonly TypesResult[], gamma: readonly GammaRow[], window: Window, widthMm: number): Spec {
  const styles = typesStyles(results);
  const curves = meanCurves(gamma.filter(({ rule }) => rule !== 'mdgl-bca'));
  const named = new Set(curves.map(({ rule }) => rule));
  const labels = labelsOf(new Map([...styles].filter(([rule]) => named.has(rule))));
  const layout = figureLayout(widthMm, labels, { columns: widthMm < narrowMm ? 1 : 2, gap: GAP });
  return framedRow(DESCRIPTION, layout, [
    lossPanel(results, styles, layout, `${window.lastSix ? 'last six validations' : nameOfWindow(window)}; dots: seeds`),
    curvePanel(curves, {
      data: 'gamma', styles, size: layout,
      axes: { x: iterationRange(curves, 4), y: axisRange([0, 1, ...heightsOf(curves)], {}) },
      x: { title: 'Training iterations' }, y: { title: 'Explained variance of Γ' },
      above: linesAbove(['of MDGLbca’s Γ; mean over seeds'], -10),
    }),
  ], { gamma: curves });
}

/** Computes the mean over seeds of what each rule's Γ explains; no band, of which so many hide one another. */
function meanCurves(gamma: readonly GammaRow[]): DrawnPoint[] {
  const measured = gamma.flatMap(({ explained: value, ...of }) => value === null ? [] : [{ ...of, value }]);
  return [...groupBy(measured, ({ rule }) => rule)].flatMap(([rule, ofRule]) =>
    meanOfRuns(rule, [...groupBy(ofRule, ({ seed }) => seed).values()]).map((point) => ({ ...point, sd: null })));
}

/** Draws the final losses over the numbers of types, from none to one for each neuron. */
function lossPanel(
  results: readonly TypesResult[], styles: Map<string, RuleStyle>, { panelWidth, panelHeight }: FigureLayout, above: string
): Layer {
  const names = [...new Set(results.map(tickOf))];
  const placeOf = (result: TypesResult) => names.indexOf(tickOf(result)) + OFFSET[result.split];
  const means = results.map((result) => ({ rule: result.rule, place: placeOf(result), loss: result.loss.mean }));
  const seeds = results.flatMap(({ losses }, n) => [...losses.values()].map((loss) => ({ ...means[n], loss })));
  const range = axisRange([0, ...seeds.map(({ loss }) => loss)], {});
  const x = {
    field: 'place', type: 'quantitative' as const, scale: fixedScale({ low: -0.5, high: names.length - 0.5 }),
    axis: {
      values: [...names.keys()], labelExpr: `${JSON.stringify(names)}[datum.value]`,
      title: 'Number of types', titleX: panelWidth / 2, titleY: 32,
    },
  };
  const y = {
    field: 'loss', type: 'quantitative' as const, scale: fixedScale(range),
    axis: { values: ticks(range), title: 'Loss', titleX: -34, titleY: panelHeight / 2 },
  };
  const color = byRule(styles, (style) => style.color);
  const key = splitKey.map(({ name, color: ink }, n) =>
    textAt(name, 6, panelHeight - 8 - 13 * (splitKey.length - 1 - n), { color: ink, fontSize: type.label, fontWeight: 'bold' }));
  return {
    width: panelWidth,
    height: panelHeight,
    layer: [
      { data: { values: seeds }, mark: { type: 'point', filled: true, size: 18, opacity: 0.55 }, encoding: { x, y, color } },
      {
        data: { values: means },
        mark: { type: 'tick', orient: 'horizontal', thickness: 2, opacity: 1, size: panelWidth / names.length / 3.6 },
        encoding: { x, y, color },
      },
      ...key,
      ...linesAbove([above], -10),
    ],
  };
}

function tickOf({ rule, types }: TypesResult): string {
  return rule === 'e-prop' ? 'e-prop' : rule === 'mdgl-bca' ? 'bca' : String(types);
}
