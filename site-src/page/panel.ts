import { axisRange, iterationRange, ticks, type AxisRange } from '../../src/plot/axis-range';

/** A panel of learning curves as SVG text: drawn when the site is built, and in the page, by the same lines. */

/** Width and height of a panel, and the space around its curves, in the SVG's own units. */
const [WIDTH, HEIGHT] = [360, 166];
const SPACE = { left: 30, right: 48, top: 20, bottom: 20 };

export interface PanelAxes {
  readonly x: AxisRange;
  readonly y: AxisRange;
}

/** Where a curve goes through; `sd` makes a band around it. */
export interface CurveSample {
  readonly iteration: number;
  readonly value: number;
  readonly sd?: number;
}

/** Finds axes on which curves of so many iterations and these heights can be drawn. */
export function axesFor(iterations: number, heights: readonly number[], limits: { low?: number; high?: number }): PanelAxes {
  return { x: iterationRange([{ iteration: iterations }], 4), y: axisRange(heights, limits, 4) };
}

/** Draws axes and a place for curves. @param name of the vertical axis */
export function panelSvg(name: string, axes: PanelAxes, curves = ''): string {
  const [left, right, top, bottom] = [SPACE.left, WIDTH - SPACE.right, SPACE.top, HEIGHT - SPACE.bottom];
  const xTicks = ticks(axes.x).map((value) => {
    const x = xAt(axes, value);
    return `<path d="M${x} ${bottom}v4"/><text x="${x}" y="${bottom + 15}" text-anchor="middle">${value}</text>`;
  });
  const yTicks = ticks(axes.y).map((value) => {
    const y = yAt(axes, value);
    return `<path class="grid" d="M${left} ${y}H${right}"/><text x="${left - 5}" y="${y + 4}" text-anchor="end">${value}</text>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" class="panel" aria-hidden="true" data-metric="${name}" data-axes='${JSON.stringify(axes)}'>`
    + `<g class="axes">${yTicks.join('')}<path d="M${left} ${top}V${bottom}H${right}"/>${xTicks.join('')}`
    + `<text x="${left - 5}" y="11"><tspan class="name">${name}</tspan> against training iterations</text></g>`
    + `<g class="stored">${curves}</g><g class="live"></g></svg>`;
}

/** Reads the axes of a panel that was drawn. */
export function axesOf(panel: SVGElement): PanelAxes {
  return JSON.parse(panel.dataset.axes!) as PanelAxes;
}

/** Draws a curve. @param look classes: how it is drawn, and whose it is @param label what stands at its end */
export function curveSvg(axes: PanelAxes, samples: readonly CurveSample[], look: string, label?: string): string {
  const last = samples.at(-1);
  if (!last) return '';
  const line = samples.map(({ iteration, value }, n) => `${n ? 'L' : 'M'}${xAt(axes, iteration)} ${yAt(axes, value)}`).join('');
  const end = label === undefined
    ? `<circle cx="${xAt(axes, last.iteration)}" cy="${yAt(axes, last.value)}" r="2.5"/>`
    : `<text x="${WIDTH - SPACE.right + 4}" y="${yAt(axes, last.value) + 4}">${label}</text>`;
  return `<g class="${look}">${bandSvg(axes, samples)}<path class="line" d="${line}"/>${end}</g>`;
}

function bandSvg(axes: PanelAxes, samples: readonly CurveSample[]): string {
  const edge = (sign: number) => samples.map(({ iteration, value, sd = 0 }) => `${xAt(axes, iteration)} ${yAt(axes, value + sign * sd)}`);
  if (!samples.some(({ sd }) => sd)) return '';
  return `<path class="band" d="M${[...edge(1), ...edge(-1).reverse()].join('L')}Z"/>`;
}

function xAt({ x: { low, high } }: PanelAxes, iteration: number): number {
  return rounded(SPACE.left + ((iteration - low) / (high - low)) * (WIDTH - SPACE.left - SPACE.right));
}

/** What lies beyond the axis is drawn at its end. */
function yAt({ y: { low, high } }: PanelAxes, value: number): number {
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return rounded(HEIGHT - SPACE.bottom - share * (HEIGHT - SPACE.top - SPACE.bottom));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
