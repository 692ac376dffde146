import { flat, type Matrix } from '../../core/network/matrix';
import { cosine } from '../../core/stats/cosine';
import { NEWBORN } from '../../core/training/rewiring';

/** What has become of a matrix's initial connections. */
export interface Survival {
  /** Connections at the start. */
  readonly initial: number;
  /** Of these, how many are there now, with their sign. */
  readonly kept: number;
  /** Of the kept, how many came back with the last update: lost by it, connected anew, and not moved yet. */
  readonly newborn: number;
  /** Of the initial, how many have the other sign now; Dale's law forbids it. */
  readonly flipped: number;
  /** Connections now where there was none. */
  readonly added: number;
  /** Cosine of the weights now to the initial ones; null where there are none. */
  readonly similarity: number | null;
}

/**
 * Counts how many of the initial connections are present. Where rewiring brings a lost synapse back at once (Liu et al.), all but a few
 * nearly always are; how weights have changed is then told by the similarity.
 * @param initial weights before training
 * @param now weights of the same matrix, later
 */
export function survival(initial: Matrix, now: Matrix): Survival {
  const count = (is: (before: number, after: number) => boolean) =>
    initial.reduce((sum, row, q) => row.reduce((n, w, p) => n + Number(is(w, now[q][p])), sum), 0);
  return {
    initial: count((before) => before !== 0),
    kept: count((before, after) => before * after > 0),
    newborn: count((before, after) => before * after > 0 && Math.abs(after) <= NEWBORN),
    flipped: count((before, after) => before * after < 0),
    added: count((before, after) => before === 0 && after !== 0),
    similarity: cosine(flat(initial), flat(now)),
  };
}
