import { createRequire } from 'node:module';
import { InputError } from '../../core/errors';
import { inClone, nodeplotlibVersion } from '../../node/package';
import { stylesOf } from '../../plot/colors';
import { metrics, type DrawnNumbers } from './drawn-numbers';
import type { DrawnPoint } from '../../plot/drawn-point';

/** A figure of Plotly, and one of its lines. */
interface PlotlyFigure {
  readonly data: PlotlyTrace[];
  readonly layout: object;
}
interface PlotlyTrace {
  readonly x: number[];
  readonly y: (number | null)[];
}

/**
 * Loss and accuracy as a Plotly figure, as in Figure 3C: mean of each rule, its band of ± sd, and the published mean dashed.
 * @example
 * plotlyFigure(drawnNumbers(runs, readPublished())).data[0] // { name: 'BPTT', x: [0, 10, …], y: […], … }
 */
export function plotlyFigure(drawn: DrawnNumbers): PlotlyFigure {
  const styles = [...stylesOf(drawn.loss.map(({ rule }) => rule))];
  const data = metrics.flatMap((metric, panel) => styles.flatMap(([rule, { label, color }]) =>
    linesOf(drawn[metric].filter((point) => point.rule === rule), { color, label, axis: panel === 0 ? '' : '2', named: panel === 0 })));
  return {
    data,
    layout: {
      grid: { rows: 1, columns: 2, pattern: 'independent' }, legend: { orientation: 'h', y: 1.12 }, hovermode: 'closest',
      xaxis: { title: { text: 'Training iterations' } }, xaxis2: { title: { text: 'Training iterations' } },
      yaxis: { title: { text: 'Loss' } }, yaxis2: { title: { text: 'Accuracy' } },
    },
  };
}

function linesOf(points: readonly DrawnPoint[], { color, label, axis, named }: { color: string; label: string; axis: string; named: boolean }): PlotlyTrace[] {
  const place = { type: 'scatter', mode: 'lines', xaxis: `x${axis}`, yaxis: `y${axis}`, legendgroup: label };
  const means = points.filter(({ mean }) => mean !== null);
  const banded = means.filter(({ sd }) => sd !== null);
  const published = points.filter((point) => point.published !== null);
  const x = (of: readonly DrawnPoint[]) => of.map(({ iteration }) => iteration);
  const edge = (sign: 1 | -1) => banded.map(({ mean, sd }) => mean! + sign * sd!);
  return [
    { ...place, name: label, showlegend: named, x: x(means), y: means.map(({ mean }) => mean), line: { color } },
    { ...place, name: `${label} ± sd`, showlegend: false, hoverinfo: 'skip', x: [...x(banded), ...x(banded).reverse()], y: [...edge(1), ...edge(-1).reverse()], fill: 'toself', fillcolor: `${color}2e`, line: { width: 0 } },
    { ...place, name: `${label}, published`, showlegend: false, x: x(published), y: published.map((point) => point.published), line: { color, width: 1, dash: 'dash' } },
  ].filter((trace) => trace.x.length > 0);
}

/**
 * What opens a window of the browser with a Plotly figure, by nodeplotlib: a server that runs until the program is ended.
 * Its page loads Plotly from the internet, and has no option for another place.
 * @throws InputError if nodeplotlib, an optional peer dependency, is not installed
 */
export function windowOpener(): (figure: PlotlyFigure) => void {
  try {
    const { plot }: { plot(data: object[], layout: object): void } = createRequire(__filename)('nodeplotlib');
    return ({ data, layout }) => plot(data, layout);
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    const what = reason === "Cannot find module 'nodeplotlib'" ? 'is not installed' : `does not load (${reason})`;
    // without --save-prod npm leaves an optional peer dependency of the package it works on out, and says that all is well
    const options = inClone ? '--no-save --save-prod ' : '';
    throw new InputError(`--show needs the package nodeplotlib, which ${what}; npm install ${options}nodeplotlib@${nodeplotlibVersion} gets it`);
  }
}
