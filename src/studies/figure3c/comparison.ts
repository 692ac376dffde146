import { mean } from 'simple-statistics';
import { tInterval } from '../../core/stats/t-interval';
import { welch } from '../../core/stats/welch';
import { aligned } from '../../core/tables/aligned';
import type { RunPoint } from '../../core/tables/runs-csv';
import { stylesOf } from '../../plot/colors';
import type { DrawnPoint } from '../../plot/drawn-point';
import { differencesBySeed, finalMeans } from '../curves/final-means';
import { finalWindow } from '../curves/final-window';
import { shownDifference } from '../curves/in-words';
import { drawnNumbers } from './drawn-numbers';
import type { PublishedPoint } from './published';

/** The accuracy whose reaching tells how fast a rule learns. */
const LEVEL = 0.8;

const BESIDE = [
  "Beside the published runs, as groups: difference of the final losses' means [95 % interval by Welch's t] and its p;",
  `iteration at which the drawn accuracy reaches ${100 * LEVEL} %.`,
];

/** By rule, and in each by seed or number of the run. */
type Losses = ReadonlyMap<string, ReadonlyMap<number, number>>;

/**
 * Writes what the terminal shows below the table: the final losses of each rule and the next one of the table, paired by seed; the share
 * that each rule closes of the gap between e-prop and BPTT; and each rule beside the published runs.
 * @param published none if they are of another task or network, see {@link publishedFor}
 * @param window of the final losses
 * @returns lines ending in \n, or nothing: a single run has nothing to be compared with
 */
export function comparison(points: readonly RunPoint[], published: readonly PublishedPoint[], window = finalWindow(points)): string {
  const comparable = window.lastSix ? [] : published;
  const [ours, theirs] = [finalMeans(points, window, (point) => point.loss), finalMeans(comparable, window, (point) => point.loss)];
  const rules = [...stylesOf(ours.keys()).keys()];
  const pairs = rules.slice(1).flatMap((other, n) => pairRow(ours, rules[n]!, other));
  const shares = rules.flatMap((rule) => shareLine(ours, theirs, rule));
  const beside = besideRows(points, published, ours, theirs);
  const sections = [
    ...(pairs.length > 0 ? [['Final loss, paired by seed: mean difference [95 % t interval].', '', ...aligned(pairs), ...shares]] : []),
    ...(beside.length > 1 ? [[...BESIDE, '', ...aligned(beside)]] : []),
  ];
  return sections.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function pairRow(losses: Losses, rule: string, other: string): string[][] {
  const differences = differencesBySeed(losses.get(rule)!, losses.get(other)!);
  if (differences.length < 2) return [];
  const lower = differences.filter((value) => value < 0).length;
  return [[`${rule} − ${other}`, shownDifference(tInterval(differences)), `lower in ${lower} of ${differences.length} seeds`]];
}

/**
 * Writes the share of the gap: 0 is as bad as e-prop, 1 as good as BPTT. A mean of ratios is no ratio of means, so both are said; published
 * runs have no seeds.
 */
function shareLine(ours: Losses, theirs: Losses, rule: string): string[] {
  const [worst, own, best] = ['e-prop', rule, 'bptt'].map((id) => ours.get(id));
  if (rule === 'e-prop' || rule === 'bptt' || !worst || !best) return [];
  const seeds = [...own!.keys()].filter((seed) => worst.has(seed) && best.has(seed));
  const gaps = seeds.map((seed) => worst.get(seed)! - best.get(seed)!);
  if (seeds.length < 2 || gaps.some((gap) => gap <= 0)) return [];
  const { mean: middle, low, high } = tInterval(seeds.map((seed, n) => (worst.get(seed)! - own!.get(seed)!) / gaps[n]!));
  const ofMeans = [ours, theirs].map((losses) => shareOfMeans(losses, rule));
  const ratios = ['ratio of the means', 'published'].flatMap((name, n) =>
    ofMeans[n] === undefined ? [] : [`${name} ${percent(ofMeans[n])} %`]
  );
  return [
    `${rule} closes ${percent(middle)} % [${percent(low!)}, ${percent(high!)}] of the gap between e-prop and bptt (mean of the seeds' `
      + `shares; ${ratios.join(', ')}).`,
  ];
}

function shareOfMeans(losses: Losses, rule: string): number | undefined {
  if (['e-prop', rule, 'bptt'].some((id) => !losses.has(id))) return undefined;
  const [worst, own, best] = ['e-prop', rule, 'bptt'].map((id) => mean([...losses.get(id)!.values()]));
  return (worst! - own!) / (worst! - best!);
}

function besideRows(points: readonly RunPoint[], published: readonly PublishedPoint[], ours: Losses, theirs: Losses): string[][] {
  const { accuracy } = drawnNumbers(points, published);
  const rows = [...stylesOf(ours.keys()).keys()].flatMap((rule) => {
    const [own, other] = [ours, theirs].map((losses) => [...losses.get(rule)?.values() ?? []]);
    if (Math.min(own!.length, other!.length) < 2) return [];
    const difference = welch(own!, other!);
    const reached = (['mean', 'published'] as const).map((curve) => String(firstReaching(accuracy, rule, curve, LEVEL) ?? 'never'));
    return [[rule, shownDifference(difference), difference.p.toFixed(2), ...reached]];
  });
  return [['rule', 'ours − published', 'p', `${100 * LEVEL} % at`, 'published'], ...rows];
}

/**
 * Finds the first iteration at which a drawn curve of a rule reaches a level: how fast a rule learns.
 * @param points of the accuracy, each rule by rising iteration
 * @param curve `mean` is of our runs, `published` of the published ones
 * @returns undefined if it never does
 * @example firstReaching(drawnNumbers(runs, readPublished()).accuracy, 'mdgl', 'mean', 0.8) // 440
 */
export function firstReaching(points: readonly DrawnPoint[], rule: string, curve: 'mean' | 'published', level: number): number | undefined {
  return points.find((point) => point.rule === rule && point[curve] !== null && point[curve] >= level)?.iteration;
}

function percent(share: number): string {
  return (100 * share).toFixed(0).replace('-', '−');
}
