import { createRequire } from 'node:module';
import { InputError } from '../../core/errors';
import { inClone, nodeplotlibVersion } from '../../node/package';
import { stylesOf, type RuleStyle } from '../../plot/colors';
import type { DrawnPoint } from '../../plot/drawn-point';
import { metrics, type DrawnNumbers } from '../curves/metric';

/** A figure of Plotly. */
interface PlotlyFigure {
  readonly data: { readonly x: number[]; readonly y: (number | null)[] }[];
  readonly layout: object;
}

/**
 * Loss and accuracy as a Plotly figure, as in Figure 3C: mean of each rule, its band of ± sd, and the published mean dashed.
 * @example plotlyFigure(drawnNumbers(runs, readPublished())).data[0] // { name: 'BPTT', x: [0, 10, …], y: […], … }
 */
export function plotlyFigure(drawn: DrawnNumbers): PlotlyFigure {
  const styles = [...stylesOf(drawn.loss.map(({ rule }) => rule))];
  const data = metrics.flatMap((metric, panel) => styles.flatMap(([rule, style]) => {
    const points = drawn[metric].filter((point) => point.rule === rule);
    return tracesOf(points, style, panel === 0 ? '' : '2');
  }));
  const iterations = { title: { text: 'Training iterations' } };
  const heights = { yaxis: { title: { text: 'Loss' } }, yaxis2: { title: { text: 'Accuracy' } } };
  const look = { grid: { rows: 1, columns: 2, pattern: 'independent' }, legend: { orientation: 'h', y: 1.12 }, hovermode: 'closest' };
  return { data, layout: { ...look, xaxis: iterations, xaxis2: iterations, ...heights } };
}

/** Draws the curves of a rule in the first panel, whose axes have no number, or in another. */
function tracesOf(points: readonly DrawnPoint[], { color, label }: RuleStyle, axis: string): PlotlyFigure['data'] {
  const place = { type: 'scatter', mode: 'lines', xaxis: `x${axis}`, yaxis: `y${axis}`, legendgroup: label, showlegend: false };
  const curveOf = (field: 'mean' | 'published') => {
    const present = points.filter((point) => point[field] !== null);
    return { x: present.map(({ iteration }) => iteration), y: present.map((point) => point[field]) };
  };
  const banded = points.filter(({ mean, sd }) => mean !== null && sd !== null);
  const around = [...banded.map((point) => ({ point, sign: 1 })), ...banded.map((point) => ({ point, sign: -1 })).reverse()];
  const band = { x: around.map(({ point }) => point.iteration), y: around.map(({ point, sign }) => point.mean! + sign * point.sd!) };
  return [
    { ...place, name: label, showlegend: axis === '', ...curveOf('mean'), line: { color } },
    { ...place, name: `${label} ± sd`, hoverinfo: 'skip', ...band, fill: 'toself', fillcolor: `${color}2e`, line: { width: 0 } },
    { ...place, name: `${label}, published`, ...curveOf('published'), line: { color, width: 1, dash: 'dash' } },
  ].filter((trace) => trace.x.length > 0);
}

/**
 * Makes what opens a window of the browser with a Plotly figure, by nodeplotlib: a server that runs until the program is ended. Its page
 * loads Plotly from the internet, and has no option for another place.
 * @throws InputError if nodeplotlib, an optional peer dependency, is not installed
 */
export function windowOpener(): (figure: PlotlyFigure) => void {
  try {
    const { plot }: { plot(data: object[], layout: object): void } = createRequire(__filename)('nodeplotlib');
    return ({ data, layout }) => plot(data, layout);
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    const what = reason === "Cannot find module 'nodeplotlib'" ? 'is not installed' : `does not load (${reason})`;
    // Without --save-prod npm leaves an optional peer dependency of the package it works on out, and says that all is well.
    const options = inClone ? '--no-save --save-prod ' : '';
    const cure = `npm install ${options}nodeplotlib@${nodeplotlibVersion} gets it`;
    throw new InputError(`--show needs the package nodeplotlib, which ${what}; ${cure}`);
  }
}
