import type { Gradients, Lesson } from '../../core/engine/engine';
import { cosine } from '../../core/stats/cosine';
import { relativeError } from '../../core/stats/relative-error';
import { entriesOf, type Part } from './parts';

/** How a rule's gradient lies to the exact one in one part of the weights. */
export interface Alignment {
  readonly part: string;
  /** Null where one of the two is all zeros. */
  readonly cosine: number | null;
  /** |rule − exact| / |exact|; null where the exact gradient is all zeros. */
  readonly relativeError: number | null;
}

/**
 * Computes the cosine and relative error of a rule's gradient to the exact one, part by part.
 * @param places where synapses are; only these are compared
 * @param types cell type of each neuron
 */
export function gradientAlignment(
  gradients: Gradients,
  exact: Gradients,
  places: NonNullable<Lesson['places']>,
  types: readonly number[],
  parts: readonly Part[]
): Alignment[] {
  return parts.map((part) => {
    const [ofRule, ofExact] = [gradients, exact].map((which) => entriesOf(part, which, places, types));
    return { part: part.name, cosine: cosine(ofRule, ofExact), relativeError: relativeError(ofRule, ofExact) };
  });
}
