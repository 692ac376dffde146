import { labelsOf, stylesOf } from '../../plot/colors';
import type { DrawnPoint } from '../../plot/drawn-point';
import { framedRow } from '../../plot/framed';
import { figureLayout, onePanel, type FigureLayout } from '../../plot/layout';
import type { Spec } from '../../plot/theme';
import { runsShown } from '../curves/in-words';
import { metrics, type DrawnNumbers } from '../curves/metric';
import { metricPanels } from '../curves/metric-panels';

/**
 * Draws Figure 3C as Vega-Lite (schema 5, features of 5.6, data inline): a panel for the loss and one for the accuracy, if there is any,
 * in each the mean, the band of ± sd, the published mean as a thin dashed line, and labels at the lines' ends.
 *
 * Positions are fixed numbers and nothing depends on how wide a renderer believes a text to be, so that every renderer puts everything at
 * the same place, whatever fonts it has.
 * @param drawn at least one point
 * @param widthMm width of the whole figure in mm, see {@link figureLayout}
 * @param hover whether hovering shows values: for a notebook
 * @param more what the note above the first panel says besides
 * @throws InputError if the width is not allowed
 * @example figure3cSpec(drawnNumbers(runs, readPublished()), 174)
 */
export function figure3cSpec(drawn: DrawnNumbers, widthMm: number, { hover = false, more = [] as readonly string[] } = {}): Spec {
  const styles = stylesOf(drawn.loss.map((point) => point.rule));
  const layout = layoutOf(drawn, widthMm, labelsOf(styles));
  const isBeside = metrics.some((metric) => drawn[metric].some((point) => point.published !== null));
  const name = isBeside ? 'Figure 3C' : 'Learning curves';
  const shown = metrics.filter((metric) => drawn[metric].length > 0).join(' and ');
  const description = `${name}: ${shown} during training, mean and standard deviation over runs of each rule`;
  const note = noteOfCurves(drawn.loss, layout.stacked, more);
  return framedRow(description, layout, metricPanels(drawn, styles, layout, { note, hover }), drawn);
}

/** Lays out the panels; without accuracies there is one. */
function layoutOf(drawn: DrawnNumbers, widthMm: number, labels: readonly string[]): FigureLayout {
  return drawn.accuracy.length > 0 ? figureLayout(widthMm, labels) : onePanel(widthMm, labels);
}

/**
 * Says what a panel's lines and bands are: over how many runs, and what is dashed.
 * @param rows whether each part gets its own row, for a narrow figure
 * @param more what else is to be said
 */
export function noteOfCurves(points: readonly DrawnPoint[], rows: boolean, more: readonly string[] = []): string[] {
  const published = points.some((point) => point.published !== null) ? ['dashed: published (Liu et al. 2021)'] : [];
  const parts = [runsShown(points), ...published, ...more];
  return rows ? parts : [parts.join('; ')];
}
