import { ruleStyles, type DrawnNumbers } from 'mdgl/browser';
import { metricAxes, metrics, storedCurves, storedHeights, type Metric } from './figure';
import { axesOf, curveSvg, panelSvg, type PanelAxes } from './panel';
import type { Trainee } from './training';

/** Says what a rule is called; a rule that is made as it is asked for has its id. */
export function labelOf(rule: string): string {
  return ruleStyles[rule]?.label ?? rule;
}

/** Draws live curves into the panels of a figure that stands already. */
export function drawOver(panels: Element, trainees: readonly Trainee[]): void {
  for (const panel of panels.querySelectorAll<SVGElement>('svg.panel')) {
    panel.querySelector('.live')!.innerHTML = liveCurves(trainees, panel.dataset.metric as Metric, axesOf(panel));
  }
}

/**
 * Draws panels with live curves, over stored ones of the same rules if there are any: the legend names both. A metric that the task has
 * not gets none.
 */
export function drawAlone(panels: Element, trainees: readonly Trainee[], iterations: number, runs?: DrawnNumbers): void {
  const isTrained = ({ rule }: { rule: string }) => trainees.some((trainee) => trainee.rule === rule);
  const stored = runs && { loss: runs.loss.filter(isTrained), accuracy: runs.accuracy.filter(isTrained) };
  panels.innerHTML = metrics.map((metric) => {
    const values = trainees.flatMap(({ curve }) => curve.map((point) => point[metric])).filter((value) => value !== null);
    if (metric === 'accuracy' && values.length === 0 && trainees.some(({ curve }) => curve.length > 0)) return '';
    const axes = metricAxes(metric, iterations, [...values, ...stored ? storedHeights(stored, metric) : []]);
    return panelSvg(metric, axes, stored && storedCurves(stored, metric, axes, {}));
  }).join('');
  drawOver(panels, trainees);
}

function liveCurves(trainees: readonly Trainee[], metric: Metric, axes: PanelAxes): string {
  return trainees.map(({ rule, curve, silence }) => {
    const points = silence ? curve.filter(({ iteration }) => iteration >= silence.from) : curve;
    const samples = points.flatMap(({ iteration, [metric]: value }) => value === null ? [] : [{ iteration, value }]);
    return curveSvg(axes, samples, `curve rule-${rule}${silence ? ' fork' : ''}`);
  }).join('');
}
