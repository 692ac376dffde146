import { escaped } from '../common/escaped';
import type { SpikeGroup, TrialPicture } from './messages';

/** Sizes in the SVG's own units. */
const [WIDTH, HEIGHT] = [360, 236];
const SPACE = { left: 46, right: 6, top: 16, bottom: 20 };
/** Between two groups, in rows of neurons. */
const GAP = 1;

/** Shows a trial, and says how the network did. */
export function drawRaster(place: Element, said: Element, picture: TrialPicture): void {
  place.innerHTML = rasterSvg(picture);
  const { iteration, isRight } = picture;
  const answer = isRight === undefined ? '' : `: its answer is ${isRight ? 'right' : 'wrong'}.`;
  said.textContent = `at iteration ${iteration}${answer}`;
}

/** Draws the spikes of a trial as SVG text: inputs above, neurons by type below; cues are shaded and named. */
function rasterSvg({ steps, groups, cues }: TrialPicture): string {
  const rows = groups.reduce((sum, group) => sum + group.rows + GAP, -GAP);
  const height = (HEIGHT - SPACE.top - SPACE.bottom) / rows;
  const x = (step: number) => Math.round(10 * (SPACE.left + (step / steps) * (WIDTH - SPACE.left - SPACE.right))) / 10;
  const bottom = HEIGHT - SPACE.bottom;
  let row = 0;
  const drawn = groups.map((group) => {
    const top = SPACE.top + row * height;
    row += group.rows + GAP;
    return groupSvg(group, top, height, x);
  });
  const shaded = cues.map(({ label, start, end }) =>
    `<rect class="cue" x="${x(start)}" y="${SPACE.top}" width="${x(end) - x(start)}" height="${bottom - SPACE.top}"/>`
    + `<text x="${(x(start) + x(end)) / 2}" y="${SPACE.top - 4}" text-anchor="middle">${escaped(label)}</text>`);
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" class="panel raster" role="img" aria-label="${escaped(described(groups))}">`
    + shaded.join('') + drawn.join('')
    + `<g class="axes"><path d="M${SPACE.left} ${bottom}H${WIDTH - SPACE.right}"/><text x="${SPACE.left}" y="${HEIGHT - 5}">0</text>`
    + `<text x="${WIDTH - SPACE.right}" y="${HEIGHT - 5}" text-anchor="end">${steps} ms</text></g></svg>`;
}

function groupSvg({ label, type, rows, spikes }: SpikeGroup, top: number, height: number, x: (step: number) => number): string {
  let marks = '';
  for (let n = 0; n < spikes.length; n += 2) marks += `M${x(spikes[n])} ${(top + spikes[n + 1] * height).toFixed(1)}v${height.toFixed(1)}`;
  const look = type === undefined ? 'inputs' : `type-${type % 4}`;
  return `<g class="${look}">`
    + `<text x="${SPACE.left - 5}" y="${top + (rows * height) / 2 + 4}" text-anchor="end">${escaped(label)}</text>`
    + `<path d="${marks}"/></g>`;
}

function described(groups: readonly SpikeGroup[]): string {
  return groups.map(({ label, rows, spikes }) => `${label}: ${spikes.length / 2} spikes of ${rows}`).join('; ');
}
