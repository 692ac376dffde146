import { ruleOf } from '../../core/rules';
import { axisRange, iterationRange, ticks, type AxisRange } from '../../plot/axis-range';
import { panelQuantities, type AlignmentPanel, type PanelQuantity } from './numbers';
import { candidateStyles, type CurveStyle } from './candidate-styles';
import { curveLayers } from '../../plot/curve-layers';
import { endLabels } from '../../plot/end-labels';
import { figureLayout, type FigureLayout } from '../../plot/layout';
import { lineEnds } from '../../plot/line-ends';
import { runsShown } from '../figure3c/note';
import { smoothingWidth } from '../../core/stats/moving-mean';
import { ink, theme, type as typeSize, type Spec } from '../../plot/theme';

const titles: Record<PanelQuantity, string> = { cosine: 'Cosine to BPTT', gain: 'Difference to e-prop' };
/** Above the panels: what their runs were trained by, and for the first one what lines and bands are, in lines of their own where all are in one column. */
const tops = { beside: 40, stacked: 64 };
/** Between a panel and the one below it; where all are in one column, each has its own heading. */
const rowGaps = { beside: 30, stacked: 46 };

/**
 * Alignment over training as Vega-Lite (schema 5, features of 5.6, data inline): a column for each path, in each a panel of
 * all rules' cosines to BPTT's gradient, and one of what modulation adds to e-prop's.
 *
 * As in {@link figure3cSpec}, positions are fixed numbers.
 *
 * @param panels at least one: the cosines of all paths, then the gains in the same order
 * @param widthMm width of the whole figure in mm, see {@link figureLayout}
 * @throws {InputError} if the width is not allowed
 */
export function alignmentSpec(panels: readonly AlignmentPanel[], widthMm: number): Spec {
  const styles = candidateStyles(panels.flatMap(({ points }) => points.map((point) => point.rule)));
  const layout = figureLayout(widthMm, [...styles.values()].map((style) => style.label));
  const paths = [...new Set(panels.map((panel) => panel.path))];
  const ranges = new Map(panelQuantities.map((quantity) => [quantity, rangeOf(quantity, panels)]));
  const drawn = (panel: AlignmentPanel, n: number) => panelSpec(panel, {
    styles, layout, range: ranges.get(panel.quantity)!, panels, isFirst: n === 0, isLowest: n >= panels.length - (layout.stacked ? 1 : paths.length),
  });
  const columns = layout.stacked ? 1 : paths.length;
  const panelRows = panels.length / columns;
  const rowGap = layout.stacked ? rowGaps.stacked : rowGaps.beside;
  const { left, right } = layout.padding;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: 'Cosine of each rule’s gradient to that of BPTT over training, mean and standard deviation over runs, along runs trained by BPTT and by MDGL',
    background: 'white',
    autosize: { type: 'none' },
    padding: { ...layout.padding, top: layout.stacked ? tops.stacked : tops.beside },
    params: [
      { name: 'width', value: layout.width - left - right },
      { name: 'height', value: panelRows * layout.panelHeight + (panelRows - 1) * rowGap },
    ],
    bounds: 'flush',
    datasets: Object.fromEntries(panels.map((panel) => [nameOf(panel), panel.points])),
    concat: panels.map(drawn),
    columns,
    spacing: { row: rowGap, column: layout.gap },
    config: theme,
  };
}

interface Context {
  readonly styles: Map<string, CurveStyle>;
  readonly layout: FigureLayout;
  readonly range: AxisRange;
  readonly panels: readonly AlignmentPanel[];
  readonly isFirst: boolean;
  /** Whether iterations are named below it. */
  readonly isLowest: boolean;
}

function panelSpec(panel: AlignmentPanel, { styles, layout, range, panels, isFirst, isLowest }: Context): Spec {
  const { quantity, path } = panel;
  const points = [...panel.points];
  const axes = { x: iterationRange(points, layout.panelWidth < 140 ? 2 : 4), y: range };
  const shown = new Map([...styles].filter(([rule]) => points.some((point) => point.rule === rule)));
  const y = (field: string): Spec => ({
    field,
    type: 'quantitative',
    scale: scaleOf(range),
    axis: { values: ticks(range), title: titles[quantity], titleX: -36, titleY: layout.panelHeight / 2 },
  });
  const encoding = {
    x: { field: 'iteration', type: 'quantitative', scale: scaleOf(axes.x), axis: xAxis(isLowest, axes.x, layout) },
    color: byRule(styles, (style) => style.color),
  };
  return {
    width: layout.panelWidth,
    height: layout.panelHeight,
    data: { name: nameOf(panel) },
    layer: [
      ...(range.low < 0 && range.high > 0 ? [zeroLine(range, layout)] : []),
      { layer: curveLayers(points, y).map((layer) => lookOf(layer, quantity, styles)), encoding },
      ...endLabels(lineEnds(points, axes, shown, layout), layout),
      ...headLayers([...(quantity === 'cosine' || layout.stacked ? [`Runs trained by ${ruleOf(path).label}`] : []), ...addedLine(panel)], isFirst ? noteLines(panels, layout) : []),
    ],
  };
}

/** The same scale in every panel. */
function byRule(styles: Map<string, CurveStyle>, look: (style: CurveStyle) => unknown): Spec {
  return { field: 'rule', type: 'nominal', scale: { domain: [...styles.keys()], range: [...styles.values()].map(look) }, legend: null };
}

/** Lines with each rule's dashes; bands so pale that seven of them on one another still let the lines through. */
function lookOf(layer: Spec, quantity: PanelQuantity, styles: Map<string, CurveStyle>): Spec {
  const mark = layer.mark as Spec;
  if (mark.type === 'line') return { ...layer, encoding: { ...layer.encoding as Spec, strokeDash: byRule(styles, (style) => style.dash) } };
  return mark.type === 'area' && quantity === 'cosine' ? { ...layer, mark: { ...mark, opacity: 0.1 } } : layer;
}

function nameOf({ quantity, path }: AlignmentPanel): string {
  return `${quantity} along ${path}`;
}

function xAxis(isLowest: boolean, range: AxisRange, layout: FigureLayout): Spec {
  return { values: ticks(range), format: 'd', labels: isLowest, title: isLowest ? 'Training iterations' : null, titleX: layout.panelWidth / 2, titleY: 32 };
}

function scaleOf({ low, high }: AxisRange): Spec {
  return { domain: [low, high], nice: false, zero: false };
}

/** All panels of a quantity share their range. */
function rangeOf(quantity: PanelQuantity, panels: readonly AlignmentPanel[]): AxisRange {
  const points = panels.filter((panel) => panel.quantity === quantity).flatMap((panel) => panel.points);
  return axisRange([0, ...points.flatMap(({ mean, sd }) => [mean! - (sd ?? 0), mean! + (sd ?? 0)])], {}, 8);
}

function zeroLine({ low, high }: AxisRange, { panelWidth, panelHeight }: FigureLayout): Spec {
  const y = Number((panelHeight * high / (high - low)).toFixed(2));
  return {
    data: { values: [{}] },
    mark: { type: 'rule', color: ink, strokeWidth: 0.5, opacity: 0.6 },
    encoding: { x: { value: 0 }, x2: { value: panelWidth }, y: { value: y }, y2: { value: y } },
  };
}

/** Above a panel: a heading, and over it a note in smaller type. */
function headLayers(heading: readonly string[], note: readonly string[]): Spec[] {
  const text = (line: string, y: number, fontSize: number): Spec => ({
    data: { values: [{}] },
    mark: { type: 'text', text: line, color: ink, align: 'left', baseline: 'alphabetic', fontSize },
    encoding: { x: { value: 0 }, y: { value: y } },
  });
  return [
    ...heading.map((line, i) => text(line, -10 - 15 * (heading.length - 1 - i), typeSize.title)),
    ...note.map((line, i) => text(line, -26 - 12 * (note.length - 1 - i), typeSize.note)),
  ];
}

/** MDGL adds 0.019 [0.012, 0.027] */
function addedLine({ added }: AlignmentPanel): string[] {
  if (!added) return [];
  const shown = (value: number) => value.toFixed(3).replace('-', '−');
  return [`${ruleOf('mdgl').label} adds ${shown(added.mean)}${added.low === null ? '' : ` [${shown(added.low)}, ${shown(added.high!)}]`}`];
}

/** What lines, bands and brackets are. */
function noteLines(panels: readonly AlignmentPanel[], { stacked }: FigureLayout): string[] {
  const brackets = panels.some(({ added }) => added !== null && added.low !== null) ? ['[95 % interval over runs]'] : [];
  const parts = [runsShown([...panels[0]!.points]), `moving mean over ${smoothingWidth} measurements`, ...brackets];
  return stacked ? parts : [parts.join('; ')];
}
