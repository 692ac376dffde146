import { settings } from '../../../src/core/settings';
import type { StoredTypes } from '../../../src/studies/types/folder';
import { typesPlanOf } from '../../../src/studies/types/plan';

/**
 * Makes a finished study of given losses at iterations 0, 100 and 200: by rule, of each seed those at 100 and at 200. Γ of each rule but
 * e-prop explains 0.6 and 0.8 at the start, 0.2 and 0.3 at the end.
 */
export function studyOf(losses: Readonly<Record<string, readonly (readonly [number, number])[]>>): StoredTypes {
  const of = settings('tiny', { training: { iterations: 200 } });
  const runs = Object.entries(losses).flatMap(([rule, seeds]) => seeds.flatMap((ends, n) =>
    [0.69, ...ends].map((loss, k) => ({ rule, seed: n + 1, iteration: 100 * k, loss, accuracy: 0.5, rateHz: 10 }))));
  const explained = [[0.6, 0.2], [0.8, 0.3]];
  const gamma = Object.entries(losses).flatMap(([rule, seeds]) => seeds.flatMap((_, n) =>
    [0, 200].map((iteration, k) => ({ rule, seed: n + 1, iteration, explained: rule === 'e-prop' ? null : explained[n]![k]! }))));
  const seeds = Object.values(losses)[0]!.map((_, n) => n + 1);
  const plan = typesPlanOf({ preset: 'tiny', settings: of, every: 200, runs: seeds.length });
  return { manifest: { ...plan, rules: Object.keys(losses), seeds } as unknown as StoredTypes['manifest'], runs, gamma };
}
