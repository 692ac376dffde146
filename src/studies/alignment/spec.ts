import { ruleOf } from '../../core/rules';
import { smoothingWidth } from '../../core/stats/moving-mean';
import { axisRange } from '../../plot/axis-range';
import { labelsOf } from '../../plot/colors';
import { axesOf, curvePanel, heightsOf } from '../../plot/curve-panel';
import { framed } from '../../plot/framed';
import { figureLayout } from '../../plot/layout';
import { linesAbove } from '../../plot/marks';
import { type, type Spec } from '../../plot/theme';
import { partsOfInterval, runsShown } from '../curves/in-words';
import { candidateStyles } from './candidate-styles';
import type { AlignmentPanel, PanelQuantity } from './numbers';

const DESCRIPTION = 'Cosine of each rule’s gradient to that of BPTT over training, mean and standard deviation over runs, '
  + 'along runs trained by BPTT and by MDGL';

/** What the vertical axis says, and bands so pale that seven of them on one another still let the lines through. */
const looks: Record<PanelQuantity, { title: string; bandOpacity?: number }> = {
  cosine: { title: 'Cosine to BPTT', bandOpacity: 0.1 },
  gain: { title: 'Difference to e-prop' },
};
/**
 * Above the panels: what their runs were trained by, and for the first one what lines and bands are, in lines of their own where all are in
 * one column.
 */
const tops = { beside: 40, stacked: 64 };
/** Between a panel and the one below it; where all are in one column, each has its own heading. */
const rowGaps = { beside: 30, stacked: 46 };

/**
 * Draws alignment over training as Vega-Lite (schema 5, features of 5.6, data inline): a column for each path, in each a panel of all
 * rules' cosines to BPTT's gradient, and one of what modulation adds to e-prop's.
 *
 * As in {@link figure3cSpec}, positions are fixed numbers.
 * @param panels at least one: the cosines of all paths, then the gains in the same order
 * @param widthMm width of the whole figure in mm, see {@link figureLayout}
 * @throws InputError if the width is not allowed
 */
export function alignmentSpec(panels: readonly AlignmentPanel[], widthMm: number): Spec {
  const styles = candidateStyles(panels.flatMap(({ points }) => points.map((point) => point.rule)));
  const layout = figureLayout(widthMm, labelsOf(styles));
  const { stacked, panelHeight, gap, padding } = layout;
  const form = stacked ? 'stacked' : 'beside';
  const columns = stacked ? 1 : new Set(panels.map((panel) => panel.path)).size;
  const rowGap = rowGaps[form];
  const size = {
    width: layout.width - padding.left - padding.right, height: (panels.length / columns) * (panelHeight + rowGap) - rowGap,
  };
  return framed(DESCRIPTION, { ...padding, top: tops[form] }, size, {
    datasets: Object.fromEntries(panels.map((panel) => [nameOf(panel), [...panel.points]])),
    concat: panels.map((panel, n) => {
      const { quantity, points } = panel;
      const isLowest = n >= panels.length - columns;
      return curvePanel(points, {
        data: nameOf(panel), styles, size: layout, bandOpacity: looks[quantity].bandOpacity,
        axes: { x: axesOf(points, layout, {}).x, y: rangeOf(quantity, panels) },
        x: { labels: isLowest, title: isLowest ? 'Training iterations' : null },
        y: { title: looks[quantity].title, titleX: -36 },
        above: [
          ...linesAbove(headingOf(panel, stacked), -10, { fontSize: type.title }, 15),
          ...(n === 0 ? linesAbove(noteOf(panels, stacked), -26) : []),
        ],
      });
    }),
    columns,
    spacing: { row: rowGap, column: gap },
  });
}

function nameOf({ quantity, path }: AlignmentPanel): string {
  return `${quantity} along ${path}`;
}

/** Finds the range that all panels of a quantity share. */
function rangeOf(quantity: PanelQuantity, panels: readonly AlignmentPanel[]) {
  return axisRange([0, ...heightsOf(panels.filter((panel) => panel.quantity === quantity).flatMap((panel) => panel.points))], {}, 8);
}

/** Says what trained the runs, above each column, and in numbers what MDGL adds: MDGL adds 0.019 [0.012, 0.027] */
function headingOf({ quantity, path, added }: AlignmentPanel, stacked: boolean): string[] {
  const trained = quantity === 'cosine' || stacked ? [`Runs trained by ${ruleOf(path).label}`] : [];
  if (!added) return trained;
  const numbers = partsOfInterval(added, (value) => value.toFixed(3).replace('-', '−'));
  return [...trained, `${ruleOf('mdgl').label} adds ${numbers.join(' ')}`];
}

/** Says what lines, bands and brackets are. */
function noteOf(panels: readonly AlignmentPanel[], stacked: boolean): string[] {
  const brackets = panels.some(({ added }) => added !== null && added.low !== null) ? ['[95 % interval over runs]'] : [];
  const parts = [runsShown([...panels[0]!.points]), `moving mean over ${smoothingWidth} measurements`, ...brackets];
  return stacked ? parts : [parts.join('; ')];
}
