import type { EngineName } from '../../core/engine/engine';
import { publishedLosses, type PeersTest } from './published';

/** Who published losses. */
export type PeersSource = 'nest' | 'tensorflow';

/** A loss of ours beside the published ones, which are null where there are none. */
export interface PeersLoss extends Readonly<Record<PeersSource, number | null>> {
  readonly test: PeersTest;
  /** From 1. */
  readonly iteration: number;
  readonly ours: number;
}

/** Relative tolerance of the fast engine, which computes in float32. */
const FAST_TOLERANCE = 1e-6;

/**
 * Sets the losses of a test beside the published ones, which are those of seed 1.
 * @param losses one of each iteration
 */
export function besidePublished(test: PeersTest, seed: number, losses: readonly number[]): PeersLoss[] {
  const of = (source: PeersSource, n: number) => seed === 1 ? publishedLosses[test][source]?.losses[n] ?? null : null;
  return losses.map((ours, n) => ({ test, iteration: n + 1, ours, nest: of('nest', n), tensorflow: of('tensorflow', n) }));
}

/** How far a loss of ours is from a published one, relative to it, and whether that is more than the engine may be off. */
export interface Difference {
  readonly relative: number;
  readonly isOff: boolean;
}

/** Compares a loss of ours with a source's; undefined if that published none. */
export function differenceFrom(source: PeersSource, loss: PeersLoss, engine: EngineName): Difference | undefined {
  const { test, ours, [source]: theirs } = loss;
  const published = publishedLosses[test][source];
  if (theirs === null || !published) return undefined;
  const relative = Math.abs(ours - theirs) / theirs;
  return { relative, isOff: !(relative <= (engine === 'wasm' ? FAST_TOLERANCE : published.tolerance)) };
}
