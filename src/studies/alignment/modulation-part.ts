import type { Gradients, Lesson } from '../../core/engine/engine';
import { cosine } from '../../core/stats/cosine';
import { entriesOf, type Part } from './parts';

/** How what modulation adds to e-prop lies to what e-prop lacks. */
export interface ModulationPart {
  readonly part: string;
  /** Of rule − e-prop to exact − e-prop; null where one of the two is all zeros. */
  readonly cosine: number | null;
  /** How much of exact − e-prop is supplied, in its direction: 1 for all of it; null where e-prop lacks nothing. */
  readonly share: number | null;
}

/**
 * Compares what a rule adds to e-prop's gradient, the part that comes through Γ, with what e-prop lacks.
 * @param rule gradient of a rule that is e-prop but for Γ
 * @param places where synapses are; only these are compared
 * @param types cell type of each neuron
 */
export function modulationParts(
  rule: Gradients,
  eProp: Gradients,
  exact: Gradients,
  places: NonNullable<Lesson['places']>,
  types: readonly number[],
  parts: readonly Part[]
): ModulationPart[] {
  return parts.map((part) => {
    const [ofRule, local, ofExact] = [rule, eProp, exact].map((which) => entriesOf(part, which, places, types));
    const added = ofRule.map((value, n) => value - local[n]);
    const lacking = ofExact.map((value, n) => value - local[n]);
    return { part: part.name, cosine: cosine(added, lacking), share: projection(added, lacking) };
  });
}

/**
 * Computes a·b / b·b: the length of a along b, in units of b's.
 * @returns null where b is all zeros
 * @example projection([1, 5], [2, 0]) // 0.5
 */
export function projection(a: readonly number[], b: readonly number[]): number | null {
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, n) => sum + value * y[n], 0);
  const bb = dot(b, b);
  return bb === 0 ? null : dot(a, b) / bb;
}
