/** How far one array is from what is expected of it. */
export interface Comparison {
  /** Which array. */
  readonly of: string;
  /** Largest difference, relative to the largest expected entry. */
  readonly error: number;
  /** Largest error allowed. */
  readonly tolerance: number;
}

/** Tolerance where the file's numbers are rounded. */
const ROUNDED = 1e-8;
/** Numbers of so few significant digits are rounded ones (paper-size has 10). */
const ROUNDED_DIGITS = 10;

/**
 * Compares arrays entry by entry, relative to the largest expected entry; where that is 0, every entry must be 0.
 * Numbers that are no numbers, and arrays of unequal length, are infinitely far apart.
 * @param tolerance of numbers with all their digits
 * @example compare('bias', [1, 2.5], [1, 2], 1e-10).error // 0.25
 */
export function compare(of: string, actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): Comparison {
  let difference = actual.length === expected.length ? 0 : Infinity;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const off = Math.abs(actual[i] - expected[i]);
    difference = Math.max(difference, Number.isNaN(off) ? Infinity : off);
    largest = Math.max(largest, Math.abs(expected[i]));
  }
  const error = difference === 0 ? 0 : difference / largest;
  return { of, error, tolerance: digitsIn(expected) <= ROUNDED_DIGITS ? Math.max(tolerance, ROUNDED) : tolerance };
}

/** Returns the comparison that is worst by its own tolerance. */
export function worstOf(comparisons: readonly Comparison[]): Comparison {
  return comparisons.reduce((worst, next) => next.error / next.tolerance > worst.error / worst.tolerance ? next : worst);
}

/** Counts the most significant digits of any number in shortest notation. */
function digitsIn(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== 0) most = Math.max(most, values[i].toExponential().replace(/^-|\.|e.*$/g, '').length);
  }
  return most;
}
