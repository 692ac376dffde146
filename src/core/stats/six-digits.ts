/**
 * Rounds a number to the 6 significant digits that figures and tables have; what is no number becomes null.
 * @example sixDigits(2 / 3) // 0.666667
 */
export function sixDigits<V extends number | null | undefined>(value: V): number | (V extends number ? never : null) {
  const rounded = value === null || value === undefined ? null : Number(value.toPrecision(6));
  return rounded as ReturnType<typeof sixDigits<V>>;
}
