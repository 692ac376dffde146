import type { DrawnPoint } from '../../plot/drawn-point';

/**
 * Finds the first iteration at which a drawn curve of a rule reaches a level: how fast a rule learns.
 *
 * @param points of the accuracy, each rule by rising iteration
 * @param curve `mean` is of our runs, `published` of the published ones
 * @returns undefined if it never does
 * @example firstReaching(drawnNumbers(runs, readPublished()).accuracy, 'mdgl', 'mean', 0.8) // 440
 */
export function firstReaching(points: readonly DrawnPoint[], rule: string, curve: 'mean' | 'published', level: number): number | undefined {
  return points.find((point) => point.rule === rule && point[curve] !== null && point[curve] >= level)?.iteration;
}
